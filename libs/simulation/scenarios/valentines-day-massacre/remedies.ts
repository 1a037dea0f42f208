import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { MINUTE } from './parameters.js';
import { enableAllPorts } from './workload.js';
import { launchCentOs, type World } from './world.js';

export const fault: Intervention<World> = {
  description:
    'The CentOS image of one user now runs spanning tree on its bridge, and no hypervisor drops its BPDUs.',
  apply: ({ centOs }) => void (centOs.runsSpanningTree = true),
};

export const fix: Remedy<World> = {
  id: 'drop-bpdus-at-the-hypervisor',
  description: 'Drop what guests send to the bridge group address on every node, and enable the ports again.',
  apply({ nodes }) {
    for (const node of nodes) node.dropBpdusOfGuests();
    enableAllPorts(nodes);
  },
};

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'replace-the-nic',
    description: 'Replace the dual-port cards of the nodes that are down.',
    apply({ nodes }) {
      for (const { legs } of nodes.filter(({ channel }) => channel.isErrDisabled))
        for (const leg of legs) {
          leg.enable(false);
          leg.enable(true);
        }
    },
  },
  {
    id: 're-enable-the-ports',
    description: 'Enable the ports on both switches, and leave it at that.',
    apply: ({ nodes }) => enableAllPorts(nodes),
  },
  {
    id: 'move-the-guest',
    description: 'Launch the instance again on a node that still works.',
    apply(world) {
      const node = world.nodes.find(({ channel }) => !channel.isErrDisabled);
      if (node) launchCentOs(world, node);
    },
  },
];

/** The second cable of the bundle follows the first after some minutes. */
const SECOND_CABLE_MS = 7 * MINUTE;

export const cableFailure: Intervention<World> = {
  description:
    'The cables of one node’s bond are damaged: one leg loses its link, and minutes later the other.',
  apply({ simulation, nodes }) {
    const [first, second] = nodes[1]!.wires;
    first!.cut();
    simulation.after(SECOND_CABLE_MS, () => second!.cut());
  },
};
