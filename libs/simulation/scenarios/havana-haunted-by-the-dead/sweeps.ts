import { Simulation } from '../../engine/simulation.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import { draw, HOUR } from './parameters.js';
import { runInstances, type TokenLookup } from './run-instances.js';
import { TENANT, build, type HavanaEntry } from './world.js';

interface Case {
  readonly deletedInstances: number;
  readonly lookup: TokenLookup;
  readonly isPurged?: boolean;
  readonly tenant?: string;
}

/** One launch on a machine that has nothing else to do, and with memory enough. */
export function launchOnce(
  seed: number,
  { deletedInstances, lookup, isPurged = false, tenant = TENANT }: Case,
) {
  const simulation = new Simulation<HavanaEntry>({ seed });
  const drawn = draw(simulation.random('parameters'));
  const world = build({ ...drawn, deletedInstances, ramGb: 4_096 }, simulation);
  world.lookup = lookup;
  if (isPurged) for (const table of [world.instances, world.metadata]) table.purge(Infinity);
  world.ec2.serve('RunInstances', tenant, runInstances(world, tenant));
  simulation.runUntil(12 * HOUR);
  const finished = simulation.history.find((it) => it.kind === 'request-finished');
  return {
    seconds: (finished?.tookMs ?? Number.NaN) / 1_000,
    memoryGb: ((finished?.residentAfterMb ?? Number.NaN) - (finished?.residentBeforeMb ?? 0)) / 1_024,
  };
}

const DELETED = [0, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000] as const;
const x = { label: 'Deleted instances in the database', unit: 'rows' };

const series = (measure: (given: Case, seed: number) => number) => {
  const line = (label: string, given: Omit<Case, 'deletedInstances'>) => ({
    label,
    xs: DELETED,
    seeds: 5,
    measure: (deletedInstances: number, seed: number) => measure({ ...given, deletedInstances }, seed),
  });
  return [
    line('scan, as in Havana', { lookup: 'scan' }),
    line('scan after the purge', { lookup: 'scan', isPurged: true }),
    line('by index', { lookup: 'index' }),
  ] as const;
};

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'latency-by-deleted-rows',
    title: 'Time of one RunInstances request, by how many deleted instances the database holds',
    x,
    y: { label: 'Time of the request', unit: 's' },
    series: series((given, seed) => launchOnce(seed, given).seconds),
  },
  {
    id: 'memory-by-deleted-rows',
    title: 'Memory that one RunInstances request takes, by how many deleted instances the database holds',
    x,
    y: { label: 'Growth of nova-api', unit: 'GB' },
    series: series((given, seed) => launchOnce(seed, given).memoryGb),
  },
];
