import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '../../apps/api/create-api.js';
import { openRuntime, readEnvironment, type Runtime } from '../../libs/runtime/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { compiled } from '../support/dist.js';
import { askGraphql } from '../support/graphql-client.js';
import { until } from '../support/until.js';

const FOR_EVER_MS = 600_000;
const FILE =
  'mutation { fileSymptomReport(input: { text: "It hangs." }, waitMs: 10000) { symptomReport { status outcome { verdict } } } }';
const SWEEPS = '{ scenarios { sweeps { series { points { x y } } } } }';

/** No worker is there, so that whoever waits for an answer waits in vain. */
describe('an API that is closed', () => {
  let database: ThrowawayDatabase;
  let runtime: Runtime;
  let api: Awaited<ReturnType<typeof createApi>>;
  let ask: (query: string) => Promise<unknown>;
  beforeAll(async () => {
    await compiled('libs/runtime/simulation/thread.js');
    database = await throwawayDatabase();
    runtime = await openRuntime(readEnvironment({ LOG_LEVEL: 'silent', DATABASE_URL: database.url }), 'api');
    api = await createApi(runtime);
    await api.listen(0, '127.0.0.1');
    const address = await api.getUrl();
    const { secret: key } = await runtime.identity.createKey({ name: 'ada', roles: ['reporter'] }, 'test');
    ask = (query) => askGraphql({ address, key }, query);
  }, 120_000);
  afterAll(() => database.drop());

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
});
