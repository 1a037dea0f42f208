// Measures the proof of all scenarios over the seeds 0 to 99, and the event queue alone as the limit of what the engine
// could do, in the same run:
//   npm run bench:simulation -- [--seeds 0..99] [--threads 2]
// The exit code is 1 when a bar is missed.
import Table from 'cli-table3';
import { claimOf } from '../../libs/incident/index.js';
import { openSimulationThreads, readShippedCatalogue } from '../../libs/runtime/index.js';
import {
  arms,
  parseSeeds,
  playsOf,
  scenarios,
  type Proof,
  type SeedRange,
} from '../../libs/simulation/index.js';
import { Simulation } from '../../libs/simulation/engine/simulation.js';
import { seedsOption } from '../../apps/cli/verification/options.js';
import { benchmark, count } from './command.js';

const BARS = { seconds: 60, armMs: 50, memoryMb: 300 };
const TABLE = { style: { head: [], border: [], compact: true } };
const SAMPLES = 10;

const { seeds, threads: threadCount } = benchmark('bench:simulation')
  .option('--seeds <seeds>', 'one seed, or a range such as 0..99', seedsOption, parseSeeds('0..99'))
  .option('--threads <count>', 'how many threads prove', count, 2)
  .parse()
  .opts<{ seeds: SeedRange; threads: number }>();
const records = await readShippedCatalogue();

const { seconds, processorSeconds, proofs, memoryMb } = await proveAll(threadCount);
const slowest = printArms();
printTotals(proofs.reduce((sum, it) => sum + it.simulatedEvents, 0));

const misses = [
  ...proofs.filter(({ holds }) => !holds).map(({ scenario }) => `${scenario} is refuted`),
  ...(seconds > BARS.seconds ? [`the proof takes ${seconds.toFixed(1)} s, ${BARS.seconds} s at most`] : []),
  ...(slowest > BARS.armMs ? [`an arm takes ${slowest.toFixed(0)} ms, ${BARS.armMs} ms at most`] : []),
  ...(memoryMb > BARS.memoryMb ? [`${memoryMb} MB of memory, ${BARS.memoryMb} MB at most`] : []),
];
console.log(misses.length === 0 ? '\nAll bars are met.' : `\nMissed: ${misses.join('; ')}.`);
process.exitCode = misses.length === 0 ? 0 : 1;

/** The way that `verify` takes. Memory is the most that the whole process had, its threads included. */
async function proveAll(count: number) {
  const threads = openSimulationThreads({ count });
  let memoryMb = 0;
  const watching = setInterval(() => {
    memoryMb = Math.max(memoryMb, Math.round(process.memoryUsage().rss / 2 ** 20));
  }, 50);
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const proofs: Proof[] = [];
  for (const scenario of scenarios) {
    const record = records.find((it) => it.scenario === scenario.slug)!;
    proofs.push(await threads.prove(scenario, claimOf(record), { seeds, arms }));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const processorSeconds = processorMs(before) / 1_000;
  clearInterval(watching);
  await threads.close();
  return { seconds, processorSeconds, proofs, memoryMb };
}

/**
 * Times each arm by itself, on one thread, when its code has been compiled: a proof runs it hundreds of times. Returns the
 * median of the slowest, in milliseconds of processor time, which is the same whatever else the machine does.
 */
function printArms(): number {
  const table = new Table({ head: ['scenario', 'arm', 'remedy', 'ms', 'events', 'events/s'], ...TABLE });
  let slowest = 0;
  for (const scenario of scenarios) {
    const plays = playsOf(scenario, arms);
    const sample = ({ arm, remedy }: (typeof plays)[number]) =>
      Array.from({ length: SAMPLES }, (_, seed) => {
        const before = process.cpuUsage();
        const { events } = scenario.run(arm, { seed, remedy });
        return { ms: processorMs(before), events };
      });
    for (const play of plays) sample(play);
    for (const play of plays) {
      const { arm, remedy = '' } = play;
      const samples = sample(play).sort((a, b) => a.ms - b.ms);
      const { ms, events } = samples[SAMPLES >> 1]!;
      slowest = Math.max(slowest, ms);
      table.push([scenario.slug, arm, remedy, ms.toFixed(1), events, rate(events, ms)]);
    }
  }
  console.log(table.toString());
  return slowest;
}

function printTotals(events: number): void {
  const table = new Table({ ...TABLE });
  table.push(
    ['scenarios proven', `${proofs.filter(({ holds }) => holds).length} of ${scenarios.length}`],
    [
      'time of the whole proof',
      `${seconds.toFixed(1)} s on ${threadCount} threads (${seeds.from}..${seeds.to})`,
    ],
    ['processor time of it', `${processorSeconds.toFixed(1)} s`],
    ['simulated events', `${events.toLocaleString('en')}, ${rate(events, seconds * 1_000)} a second`],
    ['slowest arm, median', `${slowest.toFixed(1)} ms of processor time`],
    ['most memory', `${memoryMb} MB`],
    ['the event queue alone, one thread', `${bareQueue()} events a second`],
  );
  console.log(table.toString());
}

/** What the engine does when nothing happens: as many timers as a world has, and a note for each event. */
function bareQueue(): string {
  const EVENTS = 1_000_000;
  const simulation = new Simulation({ seed: 1 });
  for (let timer = 1; timer <= 50; timer += 1) {
    simulation.every(timer, () => simulation.note({ part: 'timer', kind: 'tick' }));
  }
  const startedAt = performance.now();
  for (let end = 1_000; simulation.events < EVENTS; end += 1_000) simulation.runUntil(end);
  return rate(simulation.events, performance.now() - startedAt);
}

function processorMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function rate(count: number, milliseconds: number): string {
  return Math.round((1_000 * count) / milliseconds).toLocaleString('en');
}
