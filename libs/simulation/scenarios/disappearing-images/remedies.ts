import { baseFileName } from '../../parts/image-cache-manager.js';
import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { keepTrying } from './operator.js';
import { HOUR } from './parameters.js';
import { BASE, EXTENTS, type World } from './world.js';

export const fault: Intervention<World> = {
  description:
    'The cloud is upgraded to a release that removes unused base files by default, on a directory that all nodes share.',
  apply: ({ removal }) => void (removal.releaseDefault = true),
};

export const fix: Remedy<World> = {
  id: 'disable-removal',
  description: 'Write remove_unused_base_images=False into nova.conf of every node; the release stays.',
  apply: ({ removal }) => void (removal.configured = false),
};

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'reboot-the-instance',
    description: 'Reboot the broken instances through nova and virsh, again and again.',
    apply: (world) => keepTrying(world, 12 * HOUR),
  },
  {
    id: 'upload-the-snapshot-again',
    description: 'Upload the deleted snapshots once more, have them cached, and start the instances.',
    apply(world) {
      const { operator, images, share, parameters } = world;
      for (const { image } of operator.givenUp) {
        const { id } = images.upload(image.name, image.isSnapshot);
        share.write(`${BASE}/${baseFileName(id, parameters.rootSizeGb)}`, EXTENTS.base);
      }
      keepTrying(world, 12 * HOUR);
    },
  },
  {
    id: 'repair-the-node',
    description: 'Replace the hardware of the node that hung, so that it does not hang again.',
    apply: ({ operator, nodes, simulation }) => {
      const hung = new Set(
        simulation.history.flatMap((it) =>
          it.kind === 'node-down' && it.reason === 'hung' ? [it.part] : [],
        ),
      );
      for (const node of nodes) if (hung.has(node.name)) operator.repaired.add(node);
    },
  },
];
