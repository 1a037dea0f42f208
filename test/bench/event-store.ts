// Proves the event store over a longer time than `npm test` does, and measures it against a bare INSERT:
//   npm run bench:event-store -- [--seconds 60] [--seed 1] [--url postgresql://user:password@host/database]
// Without --url it starts an embedded PostgreSQL in a temporary folder; either way it works in databases of its own,
// which it drops. The exit code is 1 when a bar is missed.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import pg from 'pg';
import { acquireEmbeddedPostgres, migrate, openPool } from '../../libs/database/index.js';
import { runHarness } from '../../libs/event-store/postgres/harness/harness.js';
import { seededRandom } from '../../libs/kernel/index.js';
import { benchmark, numberFrom } from './command.js';
import { measureAppends, type AppendRates } from './event-store/appends.js';
import { median } from './event-store/median.js';
import { measureRebuilds } from './event-store/rebuilds.js';

const BARS = { appendToInsert: 0.5, sequencedToUnsequenced: 0.95, rebuild: 20_000 };
const WRITERS = [1, 8, 32];
const PLAIN = { head: [], border: [] };
/** Short enough for many repetitions, whose median is not moved by what else the machine does. */
const SLOT_MS = 250;

const {
  seconds,
  seed = randomInt(2 ** 32),
  url,
} = benchmark('bench:event-store')
  .option('--seconds <seconds>', 'how long it takes', numberFrom(1), 60)
  .option('--seed <seed>', 'of the random numbers; they differ each time without it', numberFrom(0))
  .option('--url <url>', 'PostgreSQL to measure, instead of an embedded one')
  .parse()
  .opts<{ seconds: number; seed?: number; url?: string }>();

const misses = url ? await bench(url) : await onEmbeddedServer(bench);
console.log(misses.length === 0 ? '\nAll bars are met.' : `\nMissed: ${misses.join('; ')}.`);
process.exitCode = misses.length === 0 ? 0 : 1;

/** Half of the time goes to the harness, half to the appends; the rebuilds take what they take. */
async function bench(url: string): Promise<string[]> {
  const verdict = await inOwnDatabase(url, (own) =>
    runHarness({ url: own, random: seededRandom(seed), seconds: seconds / 2 }),
  );
  print('Harness', { seed, ...verdict });

  const repetitions = Math.max(3, Math.round((seconds * 500) / (WRITERS.length * 3 * SLOT_MS)));
  const rates: AppendRates[] = [];
  for (const writers of WRITERS) {
    rates.push(
      await inOwnDatabase(url, (own) => measureAppends(own, { writers, repetitions, slotMs: SLOT_MS })),
    );
  }
  printRates(rates);

  const rebuild = await inOwnDatabase(url, async (own) => {
    const pool = openPool(own, { max: 4 });
    return measureRebuilds(pool, { streams: 2_000, repetitions: 3 }).finally(() => pool.end());
  });
  print('Projection', {
    'events in the log': rebuild.events,
    'rebuild, events/s': Math.round(rebuild.rebuild),
  });

  const atEight = rates.find((it) => it.writers === 8)!;
  // All writer counts together: one alone has too few repetitions to tell 5 % from noise.
  const ratios = rates.flatMap((it) => it.sequencedToUnsequenced);
  print('Sequencer', { 'with : without it, all repetitions': median(ratios).toFixed(3) });
  const bars: [string, boolean][] = [
    ['an event was lost', verdict.lost === 0],
    ['an event came twice', verdict.duplicated === 0],
    ['events came out of order', verdict.outOfOrder === 0],
    ['events came that nobody had confirmed', verdict.unexpected === 0],
    ['the projection is not the fold of the log', verdict.projectionIsFold],
    ['a reader by position lost nothing, so that the harness proves nothing', verdict.lostByPosition > 0],
    [
      '8 writers append at less than half of a bare INSERT',
      median(atEight.appendToInsert) >= BARS.appendToInsert,
    ],
    ['the sequencer costs more than 5 %', median(ratios) >= BARS.sequencedToUnsequenced],
    [`a rebuild takes in less than ${BARS.rebuild} events/s`, rebuild.rebuild >= BARS.rebuild],
  ];
  return bars.filter(([, isMet]) => !isMet).map(([miss]) => miss);
}

async function onEmbeddedServer<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'talekeeper-bench-'));
  try {
    const server = await acquireEmbeddedPostgres({ folder });
    return await work(server.url).finally(() => server.release());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inOwnDatabase<Result>(url: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const name = `talekeeper_bench_${randomBytes(6).toString('hex')}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    const pool = openPool(own.href, { max: 1 });
    await migrate(pool).finally(() => pool.end());
    return await work(own.href);
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}

function print(title: string, values: Readonly<Record<string, unknown>>): void {
  const table = new Table({ head: [title, ''], style: PLAIN });
  for (const [name, value] of Object.entries(values)) table.push([name, String(value)]);
  console.log(table.toString());
}

function printRates(rates: readonly AppendRates[]): void {
  const table = new Table({
    style: PLAIN,
    head: [
      'writers',
      'bare INSERT/s',
      'append/s',
      'with sequencer/s',
      'append : INSERT',
      'with : without sequencer',
    ],
  });
  for (const it of rates) {
    const perSecond = [it.insert, it.append, it.appendSequenced].map((rate) => Math.round(rate));
    table.push([
      it.writers,
      ...perSecond,
      median(it.appendToInsert).toFixed(2),
      median(it.sequencedToUnsequenced).toFixed(2),
    ]);
  }
  console.log(table.toString());
}
