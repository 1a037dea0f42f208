import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PoolClient } from 'pg';
import {
  loadCatalogue,
  openRuntime,
  readEnvironment,
  startWorker,
  type Runtime,
} from '../../libs/runtime/index.js';
import { seededRandom } from '../../libs/kernel/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { killProcesses, start, type Running } from '../support/processes.js';
import { describeWithRedis } from '../support/describe-with-redis.js';
import { startRedis, type RedisServer } from '../support/redis.js';
import { until } from '../support/until.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const REPORT = {
  text: 'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20',
  channel: 'operator',
};
/** Between two looks, so that a worker is killed soon after the report that it is to be killed after. */
const SHORT_MS = 10;
const VERIFIED = 'disappearing-images';
const operator = { actor: 'ada', correlationId: 'process-killed-worker' };

describe('with its queue on PostgreSQL', () => {
  aKilledWorkerLosesNothing();
});

describeWithRedis('with its queue on Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  aKilledWorkerLosesNothing(() => ({ REDIS_URL: redis.url }));
});

function aKilledWorkerLosesNothing(queueVariables: () => Record<string, string> = () => ({})) {
  let database: ThrowawayDatabase;
  let runtime: Runtime;
  const holders: PoolClient[] = [];
  let variables: Record<string, string>;
  let running: Running | undefined;

  beforeAll(async () => {
    database = await throwawayDatabase();
    variables = { DATABASE_URL: database.url, ...queueVariables(), JOB_LOCK_MS: '1000' };
    runtime = await openRuntime(readEnvironment(variables), 'test');
    await loadCatalogue(runtime.incidents);
    const worker = await startWorker(runtime);
    await until('the catalogue is taken in', isSettled);
    await worker.close();
  });

  afterEach(releaseRows);
  afterAll(async () => {
    await killProcesses();
    await runtime.close();
    await database.drop();
  });

  describe('a worker that dies while its answer waits to be stored', () => {
    it('is followed by one that finds the answer there, and does not give it twice', async () => {
      const { id, release } = await killInMidJob();
      release();
      await until('the answer of the dead worker is stored', async () => (await changesOf(id)).length === 2);
      await startReadyWorker();
      await until('the job is done', isSettled);
      expect(await changesOf(id)).toEqual(['SymptomReportFiled', 'SymptomReportMatched']);
      expect(await runtime.failedJobs(1)).toEqual([]);
    });

    it('is followed by one that gives the answer, if it was lost', async () => {
      const { id, release, blockedConnection } = await killInMidJob();
      await database.pool.query('select pg_terminate_backend($1, 10000)', [blockedConnection]);
      release();
      expect(await changesOf(id)).toEqual(['SymptomReportFiled']);
      await startReadyWorker();
      await until('the job is done', isSettled);
      expect(await changesOf(id)).toEqual(['SymptomReportFiled', 'SymptomReportMatched']);
      expect((await runtime.reports.get(id)).outcome).toMatchObject({
        verdict: 'KNOWN',
        matches: expect.arrayContaining([expect.objectContaining({ slug: 'double-vlan' })]),
      });
    });
  });

  describe('a worker that dies while it verifies an incident', () => {
    it('leaves the incident as it was, and another one verifies it from the start', async () => {
      const { incidents, verifications } = runtime;
      const before = (await incidents.history(VERIFIED)).length;
      const worker = await runningWorker();
      await verifications.start(VERIFIED, '0..9', operator);
      const progress = async () => (await verifications.pending())[0]?.done;
      await until('some worlds are played', async () => ((await progress()) ?? 0) > 0);
      await worker.kill('SIGKILL');
      expect(await incidents.history(VERIFIED)).toHaveLength(before);

      await startReadyWorker();
      const proven = async () => (await incidents.get(VERIFIED)).verification ?? undefined;
      expect(await until('the other one is done', proven)).toMatchObject({ holds: true });
      await until('the job has left', async () => (await verifications.pending()).length === 0);
      expect((await incidents.history(VERIFIED)).slice(before)).toMatchObject([
        { type: 'IncidentVerified', actor: 'ada' },
      ]);
    });
  });

  it.each([20_261_123])(
    'and 100 reports are each matched once, whenever workers are killed (seed %d)',
    async (seed) => {
      const random = seededRandom(seed);
      const killAfter = [1, 2, 3].map((kill) => Math.floor((kill - random.next()) * 30) + 1);
      const matchedBefore = await matchedReports();
      let worker = await runningWorker();
      const killing = async () => {
        for (const count of killAfter) {
          const areMatched = async () => (await matchedReports()) >= matchedBefore + count;
          await until(`${count} reports are matched`, areMatched, SHORT_MS);
          await worker.kill('SIGKILL');
          worker = await startReadyWorker();
        }
      };
      const [ids] = await Promise.all([fileMany(100), killing()]);
      await until('all is done', isSettled);

      const histories = await Promise.all(ids.map(changesOf));
      expect(histories).toEqual(ids.map(() => ['SymptomReportFiled', 'SymptomReportMatched']));
      expect(await runtime.failedJobs(1)).toEqual([]);
      const page = await runtime.readModels.reports(
        { size: 1, orderBy: { field: 'filedAt', descending: true } },
        { status: 'matched' },
      );
      expect(await page.totalCount()).toBe(matchedBefore + ids.length);
    },
    120_000,
  );

  const file = async () => (await runtime.reports.file(REPORT, operator)).id;

  async function fileMany(count: number): Promise<string[]> {
    const ids: string[] = [];
    const fileNext = async (): Promise<void> => {
      while (ids.length < count) {
        const place = ids.push('') - 1;
        ids[place] = await file();
      }
    };
    await Promise.all([fileNext(), fileNext(), fileNext(), fileNext()]);
    return ids;
  }

  async function startReadyWorker(): Promise<Running> {
    const worker = await start('apps/worker/main.js', variables);
    await worker.ready;
    running = worker;
    return worker;
  }

  /** One that an earlier test has left, or a new one. */
  const runningWorker = async () => running ?? (await startReadyWorker());

  async function killWorkers(): Promise<void> {
    await killProcesses();
    running = undefined;
  }

  /** Files a report and holds its row so that the append of its job waits, and kills the worker that waits. */
  async function killInMidJob(): Promise<{ id: string; blockedConnection: number; release: () => void }> {
    await killWorkers();
    const id = await file();
    const holder = await database.pool.connect();
    holders.push(holder);
    await holder.query('begin');
    await holder.query('select from stream where stream_id = $1 for update', [`report-${id}`]);
    const worker = await startReadyWorker();
    const blockedConnection = await until('the append waits for the row', waitingAppend);
    expect(await runtime.queue.counts()).toMatchObject({ active: 1 });
    await worker.kill('SIGKILL');
    return { id, blockedConnection, release: releaseRows };
  }

  function releaseRows(): void {
    for (const holder of holders.splice(0)) holder.release(true);
  }

  async function waitingAppend(): Promise<number | undefined> {
    const { rows } = await database.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%append_events%'`,
    );
    return rows[0]?.pid;
  }

  const changesOf = async (id: string) => (await runtime.reports.history(id)).map(({ type }) => type);

  async function matchedReports(): Promise<number> {
    const { rows } = await database.pool.query<{ count: number }>(
      "select count(*)::int as count from event where type = 'SymptomReportMatched'",
    );
    return rows[0]!.count;
  }

  /** Every event is logged, relayed and in both read models, and no job is left to do. */
  async function isSettled(): Promise<boolean> {
    const { rows } = await database.pool.query<{ caughtUp: boolean }>(
      `select (select count(*) from event) = all (
         select last_sequence from sequencer
         union all select sequence from follower
         union all select sequence from projection
       ) and (select count(*) from follower) + (select count(*) from projection) = 3 as "caughtUp"`,
    );
    const { waiting, active, delayed } = await runtime.queue.counts();
    return rows[0]!.caughtUp && waiting + active + delayed === 0;
  }
}
