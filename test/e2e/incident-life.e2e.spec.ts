import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stuckLock } from '../support/records.js';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Incident {
  slug: string;
  status: string;
  version: number;
  supersededBy: string | null;
  record: { title: string; symptoms: { id: string }[]; rootCause: { category: string } | null };
  history: {
    type: string;
    actor: string;
    reason: string | null;
    changedFields: string[];
    recordedAt: string;
  }[];
}
type Payload = Record<string, { incident: Incident }>;

const INCIDENT = `slug status version supersededBy record { title symptoms { id } rootCause { category } }
  history { type actor reason changedFields recordedAt }`;

describe('an incident from its submission to its end', () => {
  let talekeeper: Talekeeper;
  let reportId: string;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  const submit = (input: object) =>
    talekeeper.graphql<Payload>(
      `mutation ($input: IncidentInput!) { submitIncident(input: $input, reason: "Seen twice.") { incident { ${INCIDENT} } } }`,
      { input },
    );
  const change = (mutation: string) =>
    talekeeper.graphql<Payload>(`mutation { ${mutation} { incident { ${INCIDENT} } } }`);
  const incident = async (slug: string, asOf?: string) =>
    (
      await dataOf(
        talekeeper.graphql<{ incident: Incident | null }>(
          `query ($slug: ID!, $asOf: DateTime) { incident(slug: $slug, asOf: $asOf) { ${INCIDENT} } }`,
          { slug, asOf },
        ),
      )
    ).incident;
  const outcomeOf = async (id: string) => (await talekeeper.runtime.reports.get(id)).outcome;

  it('begins with a report that nothing explains', async () => {
    const { id } = await talekeeper.runtime.reports.file(
      {
        text: 'The flux scheduler accepts jobs but its queue stands still',
        logLines: ['flux-scheduler[99]: waiting for advisory lock 8 since 20 s'],
        channel: 'operator',
      },
      { actor: 'ada', correlationId: 'x' },
    );
    reportId = id;
    const outcome = await eventually(
      () => outcomeOf(id),
      (it) => it !== null,
    );
    expect(outcome).toMatchObject({ verdict: 'UNKNOWN', matches: [] });
  });

  it.each<[string, object, string, string]>([
    [
      'misses its own example',
      { example: 'nothing of the kind' },
      'SIGNATURE_MISSES_EXAMPLE',
      'signatures[0].example',
    ],
    [
      'matches its counter-example',
      { pattern: 'advisory lock' },
      'SIGNATURE_MATCHES_COUNTER_EXAMPLE',
      'signatures[0].counterExample',
    ],
    ['is not valid', { pattern: '(unclosed' }, 'SIGNATURE_INVALID', 'signatures[0].pattern'],
    [
      'names no event',
      { pattern: '^ERROR', example: 'ERROR: waiting for advisory lock 8' },
      'SIGNATURE_NAMES_NO_EVENT',
      'signatures[0].pattern',
    ],
  ])('is refused while a signature %s', async (_what, fault, code, field) => {
    const signatures = [{ ...stuckLock.signatures[0], ...fault }];
    expect(await refusalOf(submit({ ...stuckLock, signatures }))).toMatchObject({
      code,
      field: `input.${field}`,
    });
    expect(await incident(stuckLock.slug)).toBeNull();
  });

  it('is a draft after its submission, and the same submission again changes nothing', async () => {
    const { submitIncident } = await dataOf(submit(stuckLock));
    expect(submitIncident!.incident).toMatchObject({
      status: 'SUBMITTED',
      version: 1,
      record: { title: stuckLock.title },
    });
    expect((await dataOf(submit(stuckLock))).submitIncident!.incident.version).toBe(1);
    expect(await refusalOf(submit({ ...stuckLock, title: 'Another' }))).toMatchObject({
      code: 'INCIDENT_ALREADY_EXISTS',
      field: 'input.slug',
    });
  });

  it('is not matched before it is published', async () => {
    expect(await outcomeOf(reportId)).toMatchObject({ verdict: 'UNKNOWN' });
  });

  it('is published once, however many publish it at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        dataOf(change('publishIncident(slug: "stuck-lock", reason: "Reviewed.")')),
      ),
    );
    for (const { publishIncident } of answers)
      expect(publishIncident!.incident).toMatchObject({ status: 'PUBLISHED', version: 2 });
    const found = await incident('stuck-lock');
    expect(found!.history.map((it) => it.type)).toEqual(['IncidentSubmitted', 'IncidentPublished']);
  });

  it('makes the open report known by a job, without anybody asking', async () => {
    const outcome = await eventually(
      () => outcomeOf(reportId),
      (it) => it?.verdict === 'KNOWN',
    );
    expect(outcome!.matches[0]).toMatchObject({ slug: 'stuck-lock' });
    expect(outcome!.matches[0]!.evidence.map((it) => it.kind)).toContain('signature');
  });

  it('is revised with a reason, and the old record is still there as of its time', async () => {
    const input = {
      ...stuckLock,
      title: 'The scheduler waits for an advisory lock that a dead session holds',
    };
    const revise = (reason: string) =>
      talekeeper.graphql<Payload>(
        `mutation ($input: IncidentInput!, $reason: String!) { reviseIncident(input: $input, reason: $reason) { incident { ${INCIDENT} } } }`,
        { input, reason },
      );
    expect(await refusalOf(revise(''))).toMatchObject({ code: 'REASON_MISSING', field: 'input.reason' });
    const { reviseIncident } = await dataOf(revise('More precise.'));
    const { history, record } = reviseIncident!.incident;
    expect(record.title).toBe(input.title);
    expect(history[2]).toMatchObject({
      type: 'IncidentRevised',
      reason: 'More precise.',
      changedFields: ['title'],
    });
    const before = await incident('stuck-lock', history[1]!.recordedAt);
    expect(before).toMatchObject({ status: 'PUBLISHED', record: { title: stuckLock.title } });
  });

  it('keeps its twin out, unless the submitter says that it is something else', async () => {
    const twin = { ...stuckLock, slug: 'leaky-pooler', signatures: [] };
    expect(await refusalOf(submit(twin))).toMatchObject({
      code: 'INCIDENT_LOOKS_LIKE_ANOTHER',
      field: 'input.symptoms',
    });
    const { submitIncident } = await dataOf(
      talekeeper.graphql<Payload>(
        `mutation ($input: IncidentInput!) {
          submitIncident(input: $input, distinctFrom: ["stuck-lock"]) { incident { ${INCIDENT} } }
        }`,
        { input: twin },
      ),
    );
    expect(submitIncident!.incident).toMatchObject({ slug: 'leaky-pooler', status: 'SUBMITTED' });
  });

  it('can be superseded by an incident that exists', async () => {
    expect(
      await refusalOf(change('supersedeIncident(slug: "stuck-lock", by: "nobody", reason: "Same.")')),
    ).toMatchObject({ code: 'INCIDENT_NOT_FOUND' });
    const { supersedeIncident } = await dataOf(
      change('supersedeIncident(slug: "stuck-lock", by: "leaky-pooler", reason: "Same.")'),
    );
    expect(supersedeIncident!.incident).toMatchObject({ status: 'SUPERSEDED', supersededBy: 'leaky-pooler' });
    expect(await refusalOf(change('publishIncident(slug: "stuck-lock")'))).toMatchObject({
      code: 'INCIDENT_NOT_CURRENT',
    });
  });

  it('then leaves the matching, and the open report is unknown again', async () => {
    const outcome = await eventually(
      () => outcomeOf(reportId),
      (it) => it?.verdict === 'UNKNOWN',
    );
    expect(outcome!.matches.map((it) => it.slug)).not.toContain('stuck-lock');
  });

  it('is found in the list by its status, its component and part of its title', async () => {
    const list = (filter: string) =>
      dataOf(
        talekeeper.graphql<{ incidents: { nodes: Incident[] } }>(
          `{ incidents(filter: {${filter}}) { nodes { slug } } }`,
        ),
      ).then((it) => it.incidents.nodes.map((node) => node.slug));
    await eventually(
      () => list('status: SUPERSEDED'),
      (it) => it.length === 1,
    );
    expect(await list('component: "flux-scheduler"')).toEqual(['leaky-pooler', 'stuck-lock']);
    expect(await list('titleContains: "DEAD SESSION"')).toEqual(['stuck-lock']);
    expect(await list('titleContains: "%"')).toEqual([]);
    expect(await list('resolution: OPEN')).toEqual([]);
  });
});
