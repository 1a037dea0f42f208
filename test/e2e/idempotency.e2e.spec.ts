import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stuckLock } from '../support/records.js';
import { dataOf, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Payload {
  readonly clientMutationId: string | null;
  readonly incident: { readonly slug: string; readonly status: string; readonly version: number };
  readonly findings: readonly { readonly code: string }[];
}
const PAYLOAD = 'clientMutationId incident { slug status version } findings { code }';

describe('a mutation with a clientMutationId', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  const change = async (mutation: string, type: string, input: object, actor = 'ada') =>
    talekeeper.graphql<Record<string, Payload>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${PAYLOAD} } }`,
      { input },
      { authorization: `Bearer ${await talekeeper.key('admin', actor)}` },
    );
  const submit = (slug: string, more: object = {}) =>
    change('submitIncident', 'IncidentInput', incident(slug, more));
  const publish = (input: object, actor?: string) =>
    change('publishIncident', 'PublishIncidentInput', input, actor);
  const eventsOf = async (streamId: string) => {
    const { rows } = await talekeeper.database.pool.query<{ type: string }>(
      'select type from event where stream_id = $1 order by version',
      [streamId],
    );
    return rows.map((it) => it.type);
  };
  const file = async (input: object) =>
    (
      await dataOf(
        talekeeper.graphql<{ fileSymptomReport: { symptomReport: { id: string } } }>(
          'mutation ($input: SymptomReportInput!) { fileSymptomReport(input: $input) { symptomReport { id } } }',
          { input },
        ),
      )
    ).fileSymptomReport.symptomReport.id;

  it('is carried out once, and repeated it gives its first result, whatever has happened since', async () => {
    const first = await dataOf(submit('one', { clientMutationId: 'submit-one' }));
    expect(first['submitIncident']).toMatchObject({
      clientMutationId: 'submit-one',
      incident: { slug: 'one', status: 'SUBMITTED', version: 1 },
    });
    await dataOf(publish({ slug: 'one', clientMutationId: 'publish-one' }));
    expect(await dataOf(submit('one', { clientMutationId: 'submit-one' }))).toEqual(first);
    expect(await eventsOf('incident-one')).toEqual(['IncidentSubmitted', 'IncidentPublished']);
  });

  it('is refused with another input, and by another operation, but is free to another actor', async () => {
    await dataOf(submit('two', { clientMutationId: 'key-two' }));
    const reused = { code: 'IDEMPOTENCY_KEY_REUSED', field: 'input.clientMutationId' };
    expect(
      await refusalOf(submit('two', { clientMutationId: 'key-two', workaround: 'Wait.' })),
    ).toMatchObject(reused);
    expect(await refusalOf(publish({ slug: 'two', clientMutationId: 'key-two' }))).toMatchObject(reused);
    await dataOf(publish({ slug: 'two', clientMutationId: 'key-two' }, 'bob'));
  });

  it('has one effect when it is sent many times at once, and all get the same answer', async () => {
    const submissions = await Promise.all(
      Array.from({ length: 6 }, () => dataOf(submit('three', { clientMutationId: 'key-three' }))),
    );
    expect(new Set(submissions.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await eventsOf('incident-three')).toEqual(['IncidentSubmitted']);
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => file({ text: 'It is slow', clientMutationId: 'key-report' })),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await file({ text: 'It is slow' })).not.toBe(ids[0]);
  });

  it('has one effect when the process dies after it and before its record', async () => {
    const input = { text: 'It is very slow', clientMutationId: 'key-crash' };
    const id = await file(input);
    // As if the process had died there: the claim is in the database, and the result is not.
    const forget = "update idempotency_key set result = null where key = 'key-crash'";
    expect((await talekeeper.database.pool.query(forget)).rowCount).toBe(1);
    expect(await file(input)).toBe(id);
    await dataOf(submit('four', { clientMutationId: 'key-four' }));
    await talekeeper.database.pool.query("update idempotency_key set result = null where key = 'key-four'");
    const repeated = await dataOf(submit('four', { clientMutationId: 'key-four' }));
    expect(repeated['submitIncident']!.incident).toEqual({ slug: 'four', status: 'SUBMITTED', version: 1 });
    expect(await eventsOf('incident-four')).toEqual(['IncidentSubmitted']);
  });

  it('can be tried again after it was refused, once its reason is gone', async () => {
    const input = { slug: 'five', clientMutationId: 'key-five' };
    expect(await refusalOf(publish(input))).toMatchObject({
      code: 'INCIDENT_NOT_FOUND',
      field: 'input.slug',
    });
    await dataOf(submit('five'));
    const published = await dataOf(publish(input));
    expect(published['publishIncident']!.incident.status).toBe('PUBLISHED');
  });

  it.each([
    ['cancelVerification', 'CancelVerificationInput', 'VERIFICATION_NOT_FOUND'],
    ['retryFailedJob', 'RetryFailedJobInput', 'JOB_NOT_FOUND'],
  ])('gets the same refusal again when it is a %s of what is not there', async (mutation, type, code) => {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`;
    const ask = () =>
      refusalOf(talekeeper.graphql(query, { input: { id: 'none', clientMutationId: `key-${mutation}` } }));
    const first = await ask();
    expect(first).toMatchObject({ code, field: 'input.id' });
    expect(await ask()).toEqual(first);
  });

  it('without one and without an input is refused', async () => {
    const answer = talekeeper.graphql('mutation { publishIncident { clientMutationId } }');
    expect(await refusalOf(answer)).toMatchObject({ code: 'INPUT_MISSING', field: 'input' });
    const long = publish({ slug: 'one', clientMutationId: 'x'.repeat(201) });
    expect(await refusalOf(long)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_INVALID',
      field: 'input.clientMutationId',
    });
  });

  it('is still understood in the deprecated form', async () => {
    await dataOf(submit('six'));
    const { retireIncident } = await dataOf(
      talekeeper.graphql<{ retireIncident: Payload }>(
        'mutation { retireIncident(slug: "six", reason: "No longer so.") { incident { status } } }',
      ),
    );
    expect(retireIncident.incident.status).toBe('RETIRED');
  });
});

/** A record that shares no word with any of the others. */
const incident = (slug: string, more: object) => ({
  slug,
  title: `${slug}mi ${slug}tra`,
  symptoms: [{ id: 'symptom', statement: `${slug}lo ${slug}pox ${slug}ne ${slug}wim` }],
  rootCause: stuckLock.rootCause,
  resolution: 'OPEN',
  ...more,
});
