import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue, openRuntime, readEnvironment, type Runtime } from '../../libs/runtime/index.js';
import { dataOf, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';
import { until } from '../support/until.js';

interface Outcome {
  verdict: string;
  matches: { slug: string; confidence: number; explanation: string[] }[];
}
const OUTCOME = 'verdict matches { slug confidence explanation }';
const TEXT =
  'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20';

describe('an answer at once', () => {
  let talekeeper: Talekeeper;
  /** Another process, as far as the log is concerned: it has no worker. */
  let elsewhere: Runtime;

  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    await loadCatalogue(talekeeper.runtime.incidents);
    elsewhere = await openRuntime(
      readEnvironment({ LOG_LEVEL: 'silent', DATABASE_URL: talekeeper.database.url }),
      'elsewhere',
    );
  });
  afterAll(async () => {
    await elsewhere.close();
    await talekeeper.close();
  });

  const lookUp = (input: object) =>
    talekeeper.graphql<{ lookupSymptoms: Outcome }>(
      `query ($input: LookupSymptomsInput!) { lookupSymptoms(input: $input) { ${OUTCOME} } }`,
      { input },
    );
  const file = (input: object, waitMs: number) =>
    talekeeper.graphql<{ fileSymptomReport: { symptomReport: { id: string; outcome: Outcome | null } } }>(
      `mutation ($input: SymptomReportInput!, $waitMs: Int) {
        fileSymptomReport(input: $input, waitMs: $waitMs) { symptomReport { id outcome { ${OUTCOME} } } }
      }`,
      { input, waitMs },
    );

  it('tells what symptoms look like, and leaves nothing in the log', async () => {
    const before = await talekeeper.database.pool.query('select count(*) from event');
    const { verdict, matches } = (await dataOf(lookUp({ text: TEXT, first: 2 }))).lookupSymptoms;
    expect(verdict).toBe('KNOWN');
    expect(matches[0]).toMatchObject({ slug: 'double-vlan' });
    expect(matches[0]!.explanation).not.toHaveLength(0);
    expect(matches.length).toBeLessThanOrEqual(2);
    expect((await talekeeper.database.pool.query('select count(*) from event')).rows).toEqual(before.rows);
  });

  it('is the one that the job gives to a report which is waited for', async () => {
    const { symptomReport } = (await dataOf(file({ text: TEXT }, 10_000))).fileSymptomReport;
    const lookedUp = (await dataOf(lookUp({ text: TEXT, first: symptomReport.outcome!.matches.length })))
      .lookupSymptoms;
    expect(symptomReport.outcome).toEqual(lookedUp);
  });

  it('comes to a process that does not run the job', async () => {
    const caller = { actor: 'test', correlationId: 'request-1' };
    const { id } = await elsewhere.reports.file({ text: TEXT, channel: 'chatbot' }, caller);
    expect(await elsewhere.outcomes.wait(id, 15_000)).toMatchObject({ outcome: { verdict: 'KNOWN' } });
  });

  it('knows an incident as soon as it is published', async () => {
    const { incidents } = elsewhere;
    const caller = { actor: 'test', correlationId: 'request-1' };
    const text = 'Heron gateway drops every third websocket frame';
    expect((await dataOf(lookUp({ text }))).lookupSymptoms.verdict).toBe('UNKNOWN');
    await incidents.submit(
      {
        slug: 'heron-drops-frames',
        title: text,
        symptoms: [{ id: 'dropped-frames', statement: text }],
        rootCause: { statement: 'A bug.', mechanism: 'It drops.', category: 'software-defect' },
        resolution: 'open',
      },
      {},
      caller,
    );
    const before = await elsewhere.store.lastSequence();
    await incidents.publish('heron-drops-frames', {}, caller);
    // Whichever process gives it its place in the log: while another one is at it, a tick does nothing.
    await until('it is in the log', async () => {
      await elsewhere.store.tick();
      return (await elsewhere.store.readLog(before, 100, ['incident'], ['IncidentPublished'])).length > 0;
    });
    expect((await dataOf(lookUp({ text }))).lookupSymptoms.matches[0]).toMatchObject({
      slug: 'heron-drops-frames',
    });
  });

  it.each<[string, () => Promise<unknown>, object]>([
    ['no words', () => refusalOf(lookUp({})), { code: 'REPORT_EMPTY' }],
    ['no matches', () => refusalOf(lookUp({ text: 'x', first: 0 })), { code: 'PAGE_INVALID' }],
    ['too many matches', () => refusalOf(lookUp({ text: 'x', first: 21 })), { code: 'PAGE_INVALID' }],
    ['a wait that is too long', () => refusalOf(file({ text: 'x' }, 10_001)), { code: 'WAIT_INVALID' }],
    ['a wait below nothing', () => refusalOf(file({ text: 'x' }, -1)), { code: 'WAIT_INVALID' }],
  ])('is refused for %s', async (_what, ask, refusal) => {
    expect(await ask()).toMatchObject(refusal);
  });
});
