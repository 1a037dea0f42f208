import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createApi } from '../../apps/api/create-api.js';
import { openRuntime, readEnvironment, type Runtime } from '../../libs/runtime/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { compiled } from '../support/dist.js';
import { askGraphql } from '../support/graphql-client.js';
import { until } from '../support/until.js';

const FOR_EVER_MS = 600_000;
const FILE =
  'mutation { fileSymptomReport(input: { text: "It hangs." }, waitMs: 10000) { symptomReport { status outcome { verdict } } } }';
const NESTED = '{ incidents { nodes { events { nodes { id } } } } }';
const SWEEPS = '{ scenarios { sweeps { series { points { x y } } } } }';

/** No worker is there, so that whoever waits for an answer waits in vain. */
describe('an API that is closed', () => {
  let database: ThrowawayDatabase;
  let runtime: Runtime;
  let api: Awaited<ReturnType<typeof createApi>>;
  let address: string;
  let key: string;
  const ask = (query: string) => askGraphql({ address, key }, query);
  beforeEach(async () => {
    await compiled('libs/runtime/simulation/thread.js');
    database = await throwawayDatabase();
    runtime = await openRuntime(readEnvironment({ LOG_LEVEL: 'silent', DATABASE_URL: database.url }), 'api');
    api = await createApi(runtime);
    await api.listen(0, '127.0.0.1');
    address = await api.getUrl();
    key = (await runtime.identity.createKey({ name: 'ada', roles: ['reporter'] }, 'test')).secret;
  }, 120_000);
  afterEach(() => database.drop());

  it('answers at once who waits, ends what is measured, and keeps no connection', async () => {
    const filing = ask(FILE);
    const measuring = ask(SWEEPS).catch((error: unknown) => String(error));
    const { streamId } = await until(
      'the report is filed',
      async () => (await runtime.store.readLog(0, 1))[0],
    );
    const waiting = runtime.outcomes.wait(streamId.replace('report-', ''), FOR_EVER_MS);
    await api.close();
    expect(await filing).toEqual({
      fileSymptomReport: { symptomReport: { status: 'FILED', outcome: null } },
    });
    expect(await waiting).toMatchObject({ status: 'filed', outcome: null });
    expect(await measuring).toContain('PROCESS_ENDING');
    await runtime.close();
  });

  it('takes it for no fault of its own when a request whose sender has left finds the database closed', async () => {
    const log = jest.spyOn(runtime.logger, 'error');
    const client = await database.pool.connect();
    await client.query(
      `insert into incident_view (slug, status, title, resolution, components, record, version, submitted_at, updated_at)
       values ('one', 'published', '', 'resolved', '{}', '{}', 1, now(), now())`,
    );
    await client.query('begin; lock table incident_view in access exclusive mode');
    const sender = new AbortController();
    const asking = fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: NESTED }),
      signal: sender.signal,
    });
    await until('the request waits for the list', async () => {
      const waiting =
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      return (await database.pool.query(waiting)).rowCount === 1;
    });
    sender.abort();
    await expect(asking).rejects.toThrow('aborted');
    await api.close();
    const closed = runtime.close();
    await until('the pools take no more', () => runtime.readerPool.ending);
    await client.query('rollback');
    client.release();
    await closed;
    await new Promise(setImmediate);
    expect(log).not.toHaveBeenCalled();
  });
});
