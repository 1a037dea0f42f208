import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stuckLock } from '../support/records.js';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Group {
  id: string;
  size: number;
  sharedTerms: string[];
  reports: { id: string; text: string }[];
}

describe('reports that nothing explains', () => {
  let talekeeper: Talekeeper;
  const locks = [
    'The flux scheduler accepts work, but its queue stands still',
    'queue of the flux scheduler stands still although it accepts work',
    'flux scheduler: work accepted, queue stands still',
  ];
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    for (const text of [...locks, 'The coffee machine on floor two is broken']) {
      await talekeeper.runtime.reports.file(
        { text, channel: 'operator' },
        { actor: 'ada', correlationId: 'x' },
      );
    }
  });
  afterAll(() => talekeeper.close());

  const groups = async () =>
    (
      await dataOf(
        talekeeper.graphql<{ uncategorisedGroups: Group[] }>(
          '{ uncategorisedGroups { id size sharedTerms reports { id text } } }',
        ),
      )
    ).uncategorisedGroups;
  const coverage = async () =>
    (
      await dataOf(
        talekeeper.graphql<{ coverage: { filed: number; recognised: number; share: number | null } }>(
          '{ coverage(days: 30) { filed recognised share } }',
        ),
      )
    ).coverage;

  it('are grouped by likeness, the biggest group first', async () => {
    const grouped = (it: Group[]) => it.reduce((sum, { size }) => sum + size, 0);
    const [biggest, other] = await eventually(groups, (it) => grouped(it) === 4);
    expect(biggest!.reports.map((it) => it.text)).toEqual(locks);
    expect(biggest!.size).toBe(3);
    expect(biggest!.sharedTerms).toContain('queue');
    expect(other!.size).toBe(1);
    expect(other!.sharedTerms).toEqual(expect.arrayContaining(['coffee', 'machine']));
    expect(await coverage()).toEqual({ filed: 4, recognised: 0, share: 0 });
  });

  it('become a draft, which has to be reviewed before it is published', async () => {
    const draft = (groupId: string) =>
      talekeeper.graphql<{
        draftIncident: { incident: { status: string; record: { symptoms: { statement: string }[] } } };
      }>(
        `mutation ($groupId: ID!) {
          draftIncident(input: { groupId: $groupId, slug: "flux-stands-still", title: "The flux queue stands still" }) {
            incident { status record { symptoms { statement } } }
          }
        }`,
        { groupId },
      );
    expect(await refusalOf(draft('nobody'))).toMatchObject({ code: 'GROUP_NOT_FOUND' });
    const { incident } = (await dataOf(draft((await groups())[0]!.id))).draftIncident;
    expect(incident.status).toBe('SUBMITTED');
    expect(incident.record.symptoms.map((it) => it.statement)).toEqual(locks);
    const publish = talekeeper.graphql(
      'mutation { publishIncident(slug: "flux-stands-still") { incident { slug } } }',
    );
    expect(await refusalOf(publish)).toMatchObject({ code: 'INCIDENT_NOT_REVIEWED' });
  });

  it('can become a draft only once without a word', async () => {
    interface Drafted {
      draftIncident: { incident: { slug: string }; findings: { code: string; message: string }[] };
    }
    const draft = (slug: string, distinctFrom: string[] = []) =>
      talekeeper.graphql<Drafted>(
        `mutation ($input: DraftIncidentInput!) {
          draftIncident(input: $input) { incident { slug } findings { code message } }
        }`,
        { input: { groupId, slug, title: 'Twice', distinctFrom, clientMutationId: slug } },
      );
    const groupId = (await groups())[0]!.id;
    const again = (await dataOf(draft('flux-again'))).draftIncident;
    expect(again.findings).toEqual([
      {
        code: 'INCIDENT_LOOKS_LIKE_ANOTHER',
        message: expect.stringContaining('the draft `flux-stands-still`') as unknown,
      },
    ]);
    expect((await dataOf(draft('flux-again'))).draftIncident).toEqual(again);
    const distinct = await dataOf(draft('flux-other', ['flux-stands-still', 'flux-again']));
    expect(distinct.draftIncident).toEqual({ incident: { slug: 'flux-other' }, findings: [] });
  });

  it('are recognised once the incident is known, and the coverage says so', async () => {
    await dataOf(
      talekeeper.graphql(
        'mutation ($input: IncidentInput!) { submitIncident(input: $input) { incident { slug } } publishIncident(slug: "stuck-lock") { incident { slug } } }',
        { input: stuckLock },
      ),
    );
    await eventually(coverage, (it) => it.recognised === 3);
    expect(await coverage()).toEqual({ filed: 4, recognised: 3, share: 0.75 });
    await eventually(groups, (it) => it.length === 1);
  });

  it('are recognised as well when an operator knows which incident it is', async () => {
    const [group] = await groups();
    const judge = (mutation: 'confirmMatch' | 'rejectMatch', slug: string) =>
      talekeeper.graphql<Record<string, { symptomReport: object }>>(
        `mutation ($input: JudgeMatchInput!) {
          ${mutation}(input: $input) { symptomReport { status confirmedIncident { slug } outcome { matches { slug } } } }
        }`,
        { input: { reportId: group!.id, slug, reason: 'The pot was locked.' } },
      );
    for (const [mutation, slug] of [
      ['rejectMatch', 'stuck-lock'],
      ['confirmMatch', 'flux-other'],
      ['confirmMatch', 'nobody'],
    ] as const) {
      expect(await refusalOf(judge(mutation, slug))).toMatchObject({
        code: 'MATCH_NOT_FOUND',
        field: 'input.slug',
      });
    }
    const { confirmMatch } = await dataOf(judge('confirmMatch', 'stuck-lock'));
    expect(confirmMatch!.symptomReport).toEqual({
      status: 'CONFIRMED',
      confirmedIncident: { slug: 'stuck-lock' },
      outcome: { matches: [] },
    });
    await eventually(coverage, (it) => it.recognised === 4);
    expect(await groups()).toEqual([]);
  });

  it('can be replayed as of any day: we would not have known it then, and do now', async () => {
    const { rows } = await talekeeper.database.pool.query<{ stream_id: string; recorded_at: Date }>(
      "select stream_id, recorded_at from event where type = 'SymptomReportFiled' order by position limit 1",
    );
    const id = rows[0]!.stream_id.slice('report-'.length);
    const replay = async (asOf: Date) =>
      (
        await dataOf(
          talekeeper.graphql<{ replaySymptomReport: { verdict: string; matches: { slug: string }[] } }>(
            'query ($id: ID!, $asOf: DateTime!) { replaySymptomReport(id: $id, asOf: $asOf) { verdict matches { slug } } }',
            { id, asOf },
          ),
        )
      ).replaySymptomReport;
    expect(await replay(rows[0]!.recorded_at)).toEqual({ verdict: 'UNKNOWN', matches: [] });
    expect(await replay(new Date())).toMatchObject({ verdict: 'KNOWN', matches: [{ slug: 'stuck-lock' }] });
  });
});
