// Measures the API as a process of its own, loaded from this one:
//   npm run bench:api -- [--seconds 10] [--rate 50] [--subscribers 10000] [--folder ../shared/bench]
// It starts an embedded PostgreSQL in a temporary folder, an API and a worker, and beside them a bare server of the same
// GraphQL engine that answers the same query from memory. The exit code is 1 when a bar is missed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Interrupted, interruptible } from '../../apps/cli/interrupted.js';
import { acquireEmbeddedPostgres } from '../../libs/database/index.js';
import { killProcesses } from '../support/processes.js';
import { measureApi } from './api/measure.js';
import { isGoodEnough, printFigures } from './api/print.js';
import { benchmark, count, numberFrom } from './command.js';

const { rate, ...others } = benchmark('bench:api')
  .option('--seconds <seconds>', 'how long each measurement takes', numberFrom(1), 10)
  .option('--rate <rate>', 'requests a second', numberFrom(1), 50)
  .option('--subscribers <count>', 'how many subscribe', count, 10_000)
  .option('--folder <folder>', 'benchmark data', '../shared/bench')
  .parse()
  .opts<{ seconds: number; rate: number; subscribers: number; folder: string }>();
const load = { ...others, ratePerSecond: rate };

const unlessInterrupted = interruptible();
const folder = await mkdtemp(join(tmpdir(), 'talekeeper-bench-'));
const server = await acquireEmbeddedPostgres({ folder });
try {
  const figures = await unlessInterrupted(measureApi(server.url, load));
  printFigures(figures, load);
  process.exitCode = isGoodEnough(figures) ? 0 : 1;
} catch (error) {
  process.exitCode = error instanceof Interrupted ? 130 : 1;
  if (!(error instanceof Interrupted)) console.error(error);
} finally {
  await killProcesses();
  await server.release();
  await rm(folder, { recursive: true, force: true });
  // What was interrupted may still be waiting for something.
  process.exit();
}
