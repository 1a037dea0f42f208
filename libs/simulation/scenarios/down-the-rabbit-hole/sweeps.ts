import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import { fault, fix } from './interventions.js';
import { launchAgainAndAgain } from './people.js';
import { HOUR_MS, MINUTE_MS, type Parameters } from './parameters.js';
import { build, type RabbitHoleEntry } from './world.js';

const GB = 1_000_000_000;

/** One cloud in the middle of the range; its brokers are large enough to show a curve before they die. */
const typical: Parameters = {
  brokerRamGb: 16,
  computeNodes: 4,
  complaint: 'end_request: I/O error, dev vda, sector 8394752',
  complaintKbPerS: 100,
  encodeMbPerS: 45,
  decodeMbPerS: 12,
  launchEveryS: 60,
  refreshEveryS: 60,
  refreshesMax: 20,
  repairMin: 30,
};

/** A cloud in which a guest has already written so much to its console. */
function worldWithConsole(consoleMb: number, seed: number, refreshEveryS: number, isFixed: boolean) {
  const simulation = new Simulation<RabbitHoleEntry>({ seed });
  const world = build({ ...typical, refreshEveryS }, simulation);
  fault.apply(world);
  simulation.runUntil(((consoleMb * 1_000) / typical.complaintKbPerS) * 1_000);
  if (isFixed) fix.apply(world);
  return { simulation, world };
}

/** The most memory that a broker uses while the console page is refreshed for a quarter of an hour, in GB. */
function peakMemoryGb(consoleMb: number, seed: number, isFixed: boolean): number {
  const { simulation, world } = worldWithConsole(consoleMb, seed, typical.refreshEveryS, isFixed);
  world.owner.refreshWithoutEnd();
  simulation.every(2_500, () => world.broker.nodes.forEach((node) => node.sample(0)));
  simulation.runUntil(simulation.nowMs + HOUR_MS / 4);
  const used = [
    ...ofKind(simulation.history, 'broker-sample').map(({ usedBytes }) => usedBytes),
    ...ofKind(simulation.history, 'broker-stopped').map(({ usedBytes }) => usedBytes),
  ];
  return Math.max(...used) / GB;
}

/**
 * How long a launch takes on average within an hour of refreshes, in seconds; one that fails, or is not done when the
 * hour is over, counts as if it had lasted to its end.
 */
function launchDelayS(refreshesPerHour: number, seed: number, consoleMb: number, isFixed: boolean): number {
  const refreshEveryS = refreshesPerHour > 0 ? 3_600 / refreshesPerHour : 1;
  const { simulation, world } = worldWithConsole(consoleMb, seed, refreshEveryS, isFixed);
  if (refreshesPerHour > 0) world.owner.refreshWithoutEnd();
  launchAgainAndAgain(simulation, world.api, typical.launchEveryS);
  const endMs = simulation.nowMs + HOUR_MS;
  simulation.runUntil(endMs);
  const activeMs = new Map(
    ofKind(simulation.history, 'launch-active').map(({ instance, atMs }) => [instance, atMs]),
  );
  const delays = ofKind(simulation.history, 'launch-requested')
    .filter(({ atMs }) => atMs < endMs - MINUTE_MS)
    .map(({ instance, atMs }) => (activeMs.get(instance) ?? endMs) - atMs);
  return delays.reduce((sum, delay) => sum + delay, 0) / delays.length / 1_000;
}

const consolesMb = [10, 30, 100, 300, 1_000, 2_000, 3_000, 5_500] as const;
const refreshesPerHour = [0, 5, 10, 20, 30, 40, 60, 80] as const;

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'broker-memory-against-console-size',
    title: 'What one console costs the brokers while its page is refreshed every minute',
    x: { label: 'Console file', unit: 'MB', scale: 'log' },
    y: { label: 'Peak memory of a broker', unit: 'GB' },
    series: [
      {
        label: 'whole file returned',
        xs: consolesMb,
        measure: (x, seed) => peakMemoryGb(x, seed, false),
        seeds: 1,
      },
      {
        label: 'file and reply capped',
        xs: consolesMb,
        measure: (x, seed) => peakMemoryGb(x, seed, true),
        seeds: 1,
      },
    ],
  },
  {
    id: 'launch-delay-against-refresh-rate',
    title: 'How long launches take while a console page is refreshed',
    x: { label: 'Refreshes', unit: '1/h' },
    y: { label: 'Mean time to an active instance', unit: 's' },
    series: [
      {
        label: 'console of 100 MB',
        xs: refreshesPerHour,
        measure: (x, seed) => launchDelayS(x, seed, 100, false),
        seeds: 3,
      },
      {
        label: 'console of 1 GB',
        xs: refreshesPerHour,
        measure: (x, seed) => launchDelayS(x, seed, 1_000, false),
        seeds: 3,
      },
      {
        label: 'console of 3 GB, capped',
        xs: refreshesPerHour,
        measure: (x, seed) => launchDelayS(x, seed, 3_000, true),
        seeds: 3,
      },
    ],
  },
];
