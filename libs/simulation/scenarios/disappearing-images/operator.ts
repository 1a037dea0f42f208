import type { ComputeNode, Instance } from '../../parts/compute-node.js';
import { baseFileName } from '../../parts/image-cache-manager.js';
import { BASE, type World } from './world.js';

const STEP_MS = 2 * 60_000;

/** The operator starts the instances of a node that is up again, and looks into those that do not start. */
export function attend(world: World, node: ComputeNode): void {
  if (!node.isUp) return;
  for (const instance of node.instances) {
    if (world.operator.givenUp.has(instance) || node.start(instance)) continue;
    investigate(world, node, instance);
    world.operator.givenUp.add(instance);
  }
}

/** Somebody tries again and again to start what was given up. */
export function keepTrying({ simulation, nodes, operator }: World, everyMs: number): void {
  simulation.every(everyMs, () => {
    for (const node of nodes) {
      if (!node.isUp) continue;
      for (const instance of node.instances) {
        if (!operator.givenUp.has(instance)) continue;
        if (node.reboot(instance) || node.start(instance)) operator.givenUp.delete(instance);
      }
    }
  });
}

/** What an operator does next, one step after the other: the API, the file, the image, the database, the settings. */
function investigate(world: World, node: ComputeNode, instance: Instance): void {
  const { simulation, share, images, database, nodes, removal, parameters } = world;
  const { name, backingFile, image } = instance;
  const steps = [
    () => void node.reboot(instance),
    () =>
      simulation.note({
        part: node.name,
        kind: 'file-looked-up',
        instance: name,
        path: backingFile,
        isPresent: share.has(backingFile),
      }),
    () =>
      simulation.note({
        part: 'glance',
        kind: 'image-looked-up',
        instance: name,
        image: image.id,
        isSnapshot: image.isSnapshot,
        isPresent: images.has(image.id),
      }),
    () =>
      simulation.note({
        part: 'database',
        kind: 'database-compared',
        instance: name,
        expectedPath: `${BASE}/${baseFileName(database.get(name) ?? '', parameters.rootSizeGb)}`,
        actualPath: backingFile,
      }),
    () =>
      simulation.note({
        part: 'nova.conf',
        kind: 'configuration-read',
        nodesThatRemove: (removal.configured ?? removal.releaseDefault) ? nodes.length : 0,
      }),
  ];
  steps.forEach((step, at) => simulation.after((at + 1) * STEP_MS, step));
}
