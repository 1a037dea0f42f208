import { drawBetween, drawInteger, drawOne, shuffled } from '../../engine/draw.js';
import type { ComputeNode } from '../../parts/compute-node.js';
import type { Intervention } from '../../scenario.js';
import { attend } from './operator.js';
import { DAY, HOUR } from './parameters.js';
import { launch, type World } from './world.js';

/** What happens in this cloud whatever is broken: users launch and delete, nodes go down, a backup reads the share at night. */
export const workload: Intervention<World> = {
  description:
    'Users launch instances of standard images and of snapshots that they then delete; now and then a node is down for some hours, and the operator starts its instances again.',
  apply(world) {
    populate(world);
    scheduleOutages(world);
    world.simulation.every(DAY, () => world.share.readAll(), 2 * HOUR);
  },
};

const STANDARD_IMAGES = ['ubuntu-12.04', 'centos-6.3', 'debian-6', 'fedora-17', 'opensuse-12.2'];

/** The popular standard images run on every node; besides, each node has one instance of a snapshot that no other uses. */
function populate(world: World): void {
  const { nodes, images, parameters } = world;
  const standard = Array.from({ length: parameters.standardImages }, (_, at) =>
    images.upload(STANDARD_IMAGES[at] ?? `standard-${at}`, false),
  );
  for (const node of nodes) {
    for (let number = 0; number < parameters.standardInstancesPerNode; number += 1) {
      launch(world, node, standard[number % standard.length]!);
    }
  }
  for (const node of shuffled(world.random, nodes)) launchFromSnapshot(world, node);
  tryOutAndDelete(world);
}

/** A user keeps the state of a machine, starts it once more, and tidies up the image list later. */
function launchFromSnapshot(world: World, node: ComputeNode): void {
  const { simulation, images, random } = world;
  const snapshot = images.upload(`snap-of-${node.instances[0]!.name}`, true);
  launch(world, node, snapshot);
  simulation.after(drawBetween(random, 2 * HOUR, 48 * HOUR), () => images.delete(snapshot.id));
}

/** An experiment that is over: nobody will miss its base file. */
function tryOutAndDelete(world: World): void {
  const { simulation, images, nodes, random } = world;
  const node = drawOne(random, nodes);
  const instance = launch(world, node, images.upload('experiment', true));
  simulation.after(drawBetween(random, DAY, 2 * DAY), () => node.terminate(instance));
}

/**
 * One node hangs while all is well. Later the first node hangs, is started again, and some days later taken out for
 * repair, while somebody bumps into the second. In the week after, others are bumped, and the first hangs again
 * unless it was repaired.
 */
function scheduleOutages(world: World): void {
  const { nodes, random } = world;
  const [first, second, third, fourth] = shuffled(random, nodes) as [
    ComputeNode,
    ComputeNode,
    ComputeNode,
    ComputeNode,
  ];
  const somewhere = (from: number, to: number) => drawBetween(random, from, to) * DAY;
  const downMs = () => world.parameters.downtimeHours * HOUR * drawBetween(random, 0.95, 1.05);
  takeDown(world, drawOne(random, nodes), 'hung', somewhere(0.5, 1.4), downMs());
  takeDown(world, first, 'hung', somewhere(3.5, 4.4), downMs());
  takeDown(world, first, 'taken out for repair', somewhere(6, 6.3), 1.3 * DAY);
  takeDown(world, second, 'bumped', somewhere(6.5, 6.7), downMs());
  takeDown(world, third, 'bumped', somewhere(12.2, 13.2), downMs());
  takeDown(world, first, 'hung', somewhere(14, 14.8), downMs());
  takeDown(world, fourth, 'bumped', somewhere(15.4, 16.2), downMs());
}

function takeDown(world: World, node: ComputeNode, reason: string, atMs: number, downMs: number): void {
  const { simulation, random, operator } = world;
  simulation.after(atMs, () => {
    if (!node.isUp || (reason === 'hung' && operator.repaired.has(node))) return;
    node.crash(reason);
    simulation.after(downMs, () => {
      node.boot();
      simulation.after(drawInteger(random, 5, 30) * 60_000, () => attend(world, node));
    });
  });
}
