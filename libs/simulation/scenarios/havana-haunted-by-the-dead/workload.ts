import { drawBetween, drawWait } from '../../engine/draw.js';
import type { RequestFinished } from '../../parts/api-worker.js';
import type { Intervention } from '../../scenario.js';
import { HOUR, MINUTE, SECOND } from './parameters.js';
import { listServers, runInstances } from './run-instances.js';
import { TENANT, type World } from './world.js';

/** What happens on this controller whatever is broken. */
export const workload: Intervention<World> = {
  description:
    'EC2 clients launch instances with client tokens, users list theirs over the own API, the host is monitored, and an operator restarts nova-api when the host has swapped for ten minutes.',
  apply(world) {
    launchAgainAndAgain(world);
    listAgainAndAgain(world);
    monitor(world);
    keepWatch(world);
  },
};

function launchAgainAndAgain(world: World): void {
  const { simulation, random, parameters, ec2, instances, metadata } = world;
  const rows = Math.round(parameters.metadataRowsPerInstance);
  const launch = () => {
    ec2.serve('RunInstances', TENANT, runInstances(world, TENANT), () => {
      instances.insert(TENANT, 1);
      metadata.insert(TENANT, rows);
      simulation.after(drawBetween(random, HOUR, 4 * HOUR), () => {
        instances.markDeleted(TENANT, 1);
        metadata.markDeleted(TENANT, rows);
      });
    });
    simulation.after(drawWait(random, parameters.secondsBetweenRequests * SECOND), launch);
  };
  simulation.after(drawWait(random, parameters.secondsBetweenRequests * SECOND), launch);
}

function listAgainAndAgain(world: World): void {
  const list = () => {
    world.compute.serve('ListServers', TENANT, listServers(world, TENANT));
    world.simulation.after(drawWait(world.random, 20 * SECOND), list);
  };
  list();
}

function monitor({ simulation, host, ec2 }: World): void {
  simulation.every(20 * SECOND, () => {
    host.sample();
    ec2.sample();
  });
}

const PATIENCE_MS = 10 * MINUTE;

/** Frees the host when it swaps for long, and counts rows when requests have become slow, though not every minute. */
function keepWatch(world: World): void {
  const { simulation, host, ec2 } = world;
  let swapsSinceMs: number | undefined;
  let read = 0;
  let countedAtMs = -HOUR;
  simulation.every(MINUTE, () => {
    if (host.swapMb() === 0) swapsSinceMs = undefined;
    else swapsSinceMs ??= simulation.nowMs;
    if (swapsSinceMs !== undefined && simulation.nowMs - swapsSinceMs >= PATIENCE_MS) {
      ec2.restart('operator');
      swapsSinceMs = undefined;
    }
    const isSlow = simulation.history
      .slice(read)
      .some((it) => it.kind === 'request-finished' && isSlowLaunch(it));
    read = simulation.history.length;
    if (isSlow && simulation.nowMs - countedAtMs >= HOUR) {
      countedAtMs = simulation.nowMs;
      countRows(world);
    }
  });
}

/** Users complain when a launch takes a minute. */
export const isSlowLaunch = ({ action, tookMs }: RequestFinished) =>
  action === 'RunInstances' && tookMs >= MINUTE;

function countRows({ simulation, instances, metadata }: World): void {
  simulation.note({
    part: 'mysql',
    kind: 'rows-counted',
    liveInstances: instances.live(),
    deletedInstances: instances.deleted(),
    deletedMetadata: metadata.deleted(),
  });
}
