// Measures the way of a report through API, log, queue and worker, each a process of its own:
//   npm run bench:reports -- [--reports 1000] [--rate 20]
// It starts an embedded PostgreSQL in a temporary folder, and where a redis-server is on PATH it measures a second time
// with the queue on Redis. The exit code is 1 when a bar is missed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Interrupted, interruptible } from '../../apps/cli/interrupted.js';
import { acquireEmbeddedPostgres } from '../../libs/database/index.js';
import { killProcesses } from '../support/processes.js';
import { hasRedis, startRedis } from '../support/redis.js';
import { benchmark, count, numberFrom } from './command.js';
import { measureReports, type ReportFigures } from './reports/measure.js';

const BARS = { filedToMatchedMs: 100, reportsPerSecond: 200, findableMs: 200 };

const { reports, rate } = benchmark('bench:reports')
  .option('--reports <count>', 'how many are filed', count, 1_000)
  .option('--rate <rate>', 'how many are filed a second, where they are filed steadily', numberFrom(0.1), 20)
  .parse()
  .opts<{ reports: number; rate: number }>();
const load = { reports, ratePerSecond: rate };

const unlessInterrupted = interruptible();
const folder = await mkdtemp(join(tmpdir(), 'talekeeper-bench-'));
const server = await acquireEmbeddedPostgres({ folder });
const redis = hasRedis() ? await startRedis() : undefined;
try {
  const figures = await unlessInterrupted(measureBoth());
  print(figures);
  process.exitCode = figures.every(isFastEnough) ? 0 : 1;
} catch (error) {
  process.exitCode = error instanceof Interrupted ? 130 : 1;
  if (!(error instanceof Interrupted)) console.error(error);
} finally {
  await killProcesses();
  await redis?.stop();
  await server.release();
  await rm(folder, { recursive: true, force: true });
  // What was interrupted may still be waiting for something.
  process.exit();
}

async function measureBoth(): Promise<ReportFigures[]> {
  const onPostgres = await measureReports('PostgreSQL', server.url, {}, load);
  if (!redis) return [onPostgres];
  return [onPostgres, await measureReports('Redis', server.url, { REDIS_URL: redis.url }, load)];
}

function isFastEnough({ steady, reportsPerSecond, findable }: ReportFigures): boolean {
  return (
    steady.recorded.p50 <= BARS.filedToMatchedMs &&
    reportsPerSecond >= BARS.reportsPerSecond &&
    findable.p99 <= BARS.findableMs
  );
}

function print(figures: readonly ReportFigures[]): void {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['', ...figures.map(({ queue }) => `queue on ${queue}`), 'bar'],
  });
  const row = (name: string, value: (it: ReportFigures) => number | string, bar = '') =>
    table.push([name, ...figures.map((it) => String(value(it))), bar]);
  const steadily = `at ${load.ratePerSecond} reports/s`;
  row(
    `filed to matched as recorded, p50 in ms, ${steadily}`,
    (it) => it.steady.recorded.p50,
    `<= ${BARS.filedToMatchedMs}`,
  );
  row(`filed to matched as recorded, p99 in ms, ${steadily}`, (it) => it.steady.recorded.p99);
  row(`sent to answer seen by the client, p50 in ms, ${steadily}`, (it) => it.steady.seen.p50);
  row(`sent to answer seen by the client, p99 in ms, ${steadily}`, (it) => it.steady.seen.p99);
  row('incident published to found by another process, p50 in ms', (it) => it.findable.p50);
  row(
    'incident published to found by another process, p99 in ms',
    (it) => it.findable.p99,
    `<= ${BARS.findableMs}`,
  );
  row(`reports/s filed, as fast as possible`, (it) => it.filedPerSecond);
  row(
    `reports/s matched, until the last of ${load.reports}`,
    (it) => it.reportsPerSecond,
    `>= ${BARS.reportsPerSecond}`,
  );
  row('bare INSERTs of events/s, 8 writers, same server', (it) => it.insertsPerSecond);
  row('reports/s : bare INSERTs/s', (it) => (it.reportsPerSecond / it.insertsPerSecond).toFixed(3));
  console.log(table.toString());
}
