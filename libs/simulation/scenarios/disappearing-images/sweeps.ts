import { drawInteger } from '../../engine/draw.js';
import { Simulation } from '../../engine/simulation.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import type { ImagesEntry } from './entries.js';
import { draw, HOUR, type Parameters } from './parameters.js';
import { build, launch } from './world.js';

interface Case {
  readonly downtimeMinutes: number;
  readonly instances?: number;
  readonly parameters?: Partial<Parameters>;
  readonly isRemovalConfigured?: boolean;
}

/** Whether a base file is lost (1 or 0) when the node of one of its instances is down for so long. */
export function losesBaseFile(seed: number, { downtimeMinutes, instances = 1, ...given }: Case): number {
  const simulation = new Simulation<ImagesEntry>({ seed });
  const parameters = { ...draw(simulation.random('parameters')), computeNodes: 6, ...given.parameters };
  const world = build(parameters, simulation);
  world.removal.releaseDefault = true;
  world.removal.configured = given.isRemovalConfigured;
  const image = world.images.upload('image', true);
  const random = simulation.random('placement');
  const hosts = Array.from(
    { length: instances },
    () => world.nodes[drawInteger(random, 0, world.nodes.length - 1)]!,
  );
  const [{ backingFile }] = hosts.map((node) => launch(world, node, image)) as [ReturnType<typeof launch>];
  const downAtMs = 4 * HOUR + random.next() * HOUR;
  simulation.after(downAtMs, () => hosts[0]!.crash('bumped'));
  simulation.runUntil(downAtMs + downtimeMinutes * 60_000);
  return world.share.has(backingFile) ? 0 : 1;
}

const SEEDS = 60;
const DOWNTIMES = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120] as const;

const percent = (isLost: number) => 100 * isLost;
const y = { label: 'Chance that the base file is gone', unit: '%' };

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'loss-by-downtime',
    title: 'Chance of losing a base file with one instance, by how long its node is down',
    x: { label: 'Node is down for', unit: 'min' },
    y,
    series: [
      {
        label: 'removal enabled',
        xs: DOWNTIMES,
        seeds: SEEDS,
        measure: (downtimeMinutes, seed) => percent(losesBaseFile(seed, { downtimeMinutes })),
      },
      {
        label: 'removal disabled',
        xs: DOWNTIMES,
        seeds: SEEDS,
        measure: (downtimeMinutes, seed) =>
          percent(losesBaseFile(seed, { downtimeMinutes, isRemovalConfigured: false })),
      },
      {
        label: 'marks outlive a node for a day',
        xs: DOWNTIMES,
        seeds: SEEDS,
        measure: (downtimeMinutes, seed) =>
          percent(losesBaseFile(seed, { downtimeMinutes, parameters: { marksOutliveHours: 24 } })),
      },
    ],
  },
  {
    id: 'loss-by-instances',
    title: 'Chance of losing a base file when a node is down for four hours, by how many instances use it',
    x: { label: 'Instances of the image', unit: 'instances' },
    y,
    series: [series(4), series(8), series(16)],
  },
];

function series(computeNodes: number) {
  return {
    label: `${computeNodes} nodes`,
    xs: [1, 2, 3, 4, 6, 8] as const,
    seeds: 200,
    measure: (instances: number, seed: number) =>
      percent(losesBaseFile(seed, { downtimeMinutes: 240, instances, parameters: { computeNodes } })),
  };
}
