// Measures how fast reports are looked up, beside two other engines in the same run:
//   npm run bench:matching-speed -- [--data ../shared/bench] [--times 10]
// Every engine works in a process of its own. Without the data there is nothing to measure: it says so and ends with
// exit code 0, or 1 where CI=true. The exit code is also 1 when a bar is missed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Table from 'cli-table3';
import { projectRoot } from '../../libs/database/index.js';
import { benchmark, count } from './command.js';
import type { EngineName } from './matching/engines.js';
import type { Measured } from './matching/measure.js';
import type { MeasuredSnapshot } from './matching/snapshot.js';
import { isThere } from './matching/sets.js';

/** Milliseconds and megabytes, at the size of the data set and at ten times that. */
const BARS = { build: 2_000, residentMb: 150, p50: 2, p99: 15, p50Grown: 6, hostile: 250 } as const;
const PEERS: readonly EngineName[] = ['exhaustive BM25', 'MiniSearch'];

const { data, times } = benchmark('bench:matching-speed')
  .option('--data <folder>', 'benchmark data', join(projectRoot, '..', 'shared', 'bench'))
  .option('--times <count>', 'how many times as much knowledge is measured too', count, 10)
  .parse()
  .opts<{ data: string; times: number }>();

if (isThere(data)) await bench();
else {
  console.log(`There is no benchmark data in ${data}; name its folder with --data.`);
  process.exitCode = process.env['CI'] === 'true' ? 1 : 0;
}

async function bench(): Promise<void> {
  const ours = await measure('talekeeper', 1);
  const rows: [EngineName, Measured][] = [['talekeeper', ours]];
  for (const peer of PEERS) rows.push([peer, await measure(peer, 1)]);
  print(rows);
  console.log('Reports that are made to take long, the slowest of them:');
  for (const { report, ms } of ours.hostile.slice(0, 5))
    console.log(`${ms.toFixed(0).padStart(6)} ms  ${report}`);
  const misses = [...missedBars(ours), ...missedBySnapshot(await measureSnapshot())];
  if (times > 1) {
    const grown = await measure('talekeeper', times);
    print([
      ['talekeeper', grown],
      ['exhaustive BM25', await measure('exhaustive BM25', times)],
    ]);
    misses.push(...missedWhenGrown(grown));
  }
  console.log(misses.length === 0 ? 'All bars are met.' : `Missed: ${misses.join('; ')}.`);
  process.exitCode = misses.length === 0 ? 0 : 1;
}

function measure(engine: EngineName, size: number): Promise<Measured> {
  return inOwnProcess('matching/measure.js', [engine, String(size)]);
}

function measureSnapshot(): Promise<MeasuredSnapshot> {
  return inOwnProcess('matching/snapshot.js', []);
}

async function inOwnProcess<Result>(program: string, args: readonly string[]): Promise<Result> {
  const path = join(projectRoot, 'dist/test/bench', program);
  const child = fork(path, [data, ...args], {
    execArgv: ['--expose-gc', '--max-old-space-size=8192'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`${[program, ...args].join(' ')} did not get to its end`);
  });
  const [measured] = (await Promise.race([once(child, 'message'), failed])) as [Result];
  failed.catch(() => undefined);
  return measured;
}

/** Times are the first engine's, and behind each other engine's how many times as much that is. */
function print(rows: readonly [EngineName, Measured][]): void {
  const [[, ours]] = rows as [[EngineName, Measured]];
  const table = new Table({
    style: { head: [], border: [] },
    head: [
      `${ours.records.toLocaleString('en')} records`,
      'build s',
      'memory MB (resident)',
      ...ours.lookups.map(({ set }) => `${set}\np50 / p90 / p99 ms`),
    ],
  });
  for (const [name, it] of rows) {
    const beside = (value: number, own: number) => (it === ours ? '' : ` (x${(value / own).toFixed(1)})`);
    table.push([
      name,
      (it.build / 1000).toFixed(2) + beside(it.build, ours.build),
      `${it.heldMb.toFixed(0)} (${it.residentMb.toFixed(0)})`,
      ...it.lookups.map(({ p50, p90, p99 }, at) => {
        const figures = [p50, p90, p99].map((ms) => ms.toFixed(2)).join(' / ');
        return figures + beside(p50, ours.lookups[at]!.p50);
      }),
    ]);
  }
  console.log(table.toString());
}

function missedBars({ build, residentMb, lookups, hostile }: Measured): string[] {
  return missed([
    ['build', build, BARS.build, 'ms'],
    ['memory', residentMb, BARS.residentMb, 'MB'],
    ...lookups.map(({ set, p50 }): Bar => [`p50 of ${set}`, p50, BARS.p50, 'ms']),
    ...lookups.map(({ set, p99 }): Bar => [`p99 of ${set}`, p99, BARS.p99, 'ms']),
    ...hostile.map(({ report, ms }): Bar => [report, ms, BARS.hostile, 'ms']),
  ]);
}

/** To read the index from its file has to be worth having the file. */
function missedBySnapshot({ build, write, restore, bytes }: MeasuredSnapshot): string[] {
  const times = `build ${build.toFixed(0)} ms (without reading the log), restore ${restore.toFixed(0)} ms`;
  console.log(
    `Index, processor time: ${times}, write ${write.toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB`,
  );
  return missed([['restoring the index', restore, build / 2, 'ms']]);
}

function missedWhenGrown({ lookups }: Measured): string[] {
  return missed(
    lookups.map(({ set, p50 }): Bar => [`p50 of ${set} at ${times} times`, p50, BARS.p50Grown, 'ms']),
  );
}

type Bar = readonly [name: string, value: number, bar: number, unit: string];

function missed(bars: readonly Bar[]): string[] {
  return bars
    .filter(([, value, bar]) => value > bar)
    .map(([name, value, bar, unit]) => `${name} is ${value.toFixed(1)} ${unit} and should be at most ${bar}`);
}
