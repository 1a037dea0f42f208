import { drawBetween } from '../../engine/draw.js';
import type { Timer } from '../../engine/simulation.js';
import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { HOUR, MINUTE, SECOND } from './parameters.js';
import type { World } from './world.js';

export const fault: Intervention<World> = {
  description:
    'The upgrade to Havana looks each client token up among all instances and all metadata of the tenant, deleted ones included.',
  apply(world) {
    world.lookup = 'scan';
    for (const worker of [world.ec2, world.compute]) {
      worker.restart('upgrade');
      worker.release = 'Havana';
    }
  },
};

const ROWS_PER_BATCH = 20_000;

export const fix: Remedy<World> = {
  id: 'purge-deleted-rows',
  description:
    'Remove the rows of deleted instances now and every hour from then on, and restart nova-api once; the code stays as it is.',
  apply(world) {
    const { simulation, ec2 } = world;
    purge(world, () => ec2.restart('maintenance'));
    simulation.every(HOUR, () => purge(world));
  },
};

/** In batches, as one does on a table that is in use. */
function purge({ simulation, instances, metadata }: World, done: () => void = () => undefined): void {
  const timer: Timer = simulation.every(SECOND, () => {
    const removed = metadata.purge(ROWS_PER_BATCH) + instances.purge(ROWS_PER_BATCH);
    if (removed > 0) return;
    timer.cancel();
    done();
  });
}

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'restart-nova-api',
    description: 'Restart the API process, and again every two hours as a precaution.',
    apply({ simulation, ec2 }) {
      ec2.restart('operator');
      simulation.every(2 * HOUR, () => ec2.restart('operator'));
    },
  },
  {
    id: 'more-memory',
    description: 'Double the memory of the controller, which takes a restart.',
    apply({ host, ec2 }) {
      host.ramMb *= 2;
      ec2.restart('maintenance');
    },
  },
];

/** Another cause: whoever needs the table has to wait, whatever rows it holds. */
export const lockContention: Intervention<World> = {
  description:
    'A dump without a snapshot keeps locking tables that every launch needs, for minutes at a time; the release stays.',
  apply({ simulation, database, random }) {
    const lock = () => {
      const heldMs = drawBetween(random, 1.5 * MINUTE, 3 * MINUTE);
      for (const table of ['instances', 'quota_usages']) database.lock(table, heldMs);
      simulation.after(heldMs + drawBetween(random, MINUTE, 3 * MINUTE), lock);
    };
    lock();
  },
};
