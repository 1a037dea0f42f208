import { IP_PROTOCOL } from '../../frames/ipv4.js';
import { encodeUdp } from '../../frames/udp.js';
import type { Intervention } from '../../scenario.js';
import type { ComputeNode } from './compute-node.js';
import { MINUTE } from './parameters.js';
import { CONTROLLER_ADDRESS, launchCentOs, REPORT_PORT, type World } from './world.js';

const ROUND_MS = 5 * MINUTE;
/** A service that has not reported for so long counts as down. */
const SERVICE_DOWN_MS = 3 * MINUTE;
const PAYLOAD_BYTES = 56;

/**
 * Every node reports to the controller each minute, over the bond. One user launches an instance about every hour, each
 * time on the next node. Monitoring lists the services, pings the guests, and looks over the management network at
 * nodes that are down. When a second node has gone, the network administrator is called: he enables the ports that his
 * switches have disabled, once.
 */
export const workload: Intervention<World> = {
  description: 'Nodes report, one user launches an instance every hour, monitoring watches.',
  apply(world) {
    const { simulation, nodes, parameters } = world;
    nodes.forEach((node, at) => {
      const beginMs = (at + 1) * 700;
      simulation.every(MINUTE, () => report(world, node), beginMs);
    });
    let turn = 0;
    const launchMs = parameters.launchEveryMinutes * MINUTE;
    simulation.every(launchMs, () => launchCentOs(world, nodes[turn++ % nodes.length]!), launchMs / 2);
    simulation.every(ROUND_MS, () => watch(world), ROUND_MS + 20_000);
    callTheNetworkAdministrator(world);
  },
};

function report({ simulation }: World, node: ComputeNode): void {
  const ends = { source: node.address, destination: CONTROLLER_ADDRESS };
  const payload = Uint8Array.from(node.name, (character) => character.charCodeAt(0));
  const datagram = encodeUdp({ sourcePort: 40_000, destinationPort: REPORT_PORT, payload }, ends);
  node.stack.send(CONTROLLER_ADDRESS, IP_PROTOCOL.udp, datagram);
  const load = node.load.at(simulation.nowMs);
  if (load >= 1)
    simulation.note({
      part: node.name,
      kind: 'load-sampled',
      node: node.name,
      load: Math.round(load * 100) / 100,
    });
}

function watch({ simulation, nodes, guests, controller }: World): void {
  for (const node of nodes) {
    const isUp = simulation.nowMs - (controller.heardMs.get(node.address) ?? 0) <= SERVICE_DOWN_MS;
    simulation.note({ part: 'controller', kind: 'service-listed', node: node.name, isUp });
    if (isUp) continue;
    controller.pinger.ping(node.managementAddress, PAYLOAD_BYTES);
    node.inspect();
  }
  for (const { address } of guests) controller.pinger.ping(address, PAYLOAD_BYTES);
}

const CALL_MS = 12 * MINUTE;

function callTheNetworkAdministrator({ simulation, nodes }: World): void {
  const timer = simulation.every(MINUTE, () => {
    const disabled = nodes.filter(({ channel }) => channel.isErrDisabled);
    if (disabled.length < 2) return;
    timer.cancel();
    simulation.after(CALL_MS + PATIENCE_MS, () => enableAllPorts(nodes));
  });
}

/** Until the instance that did it is certainly gone. */
const PATIENCE_MS = 8 * MINUTE;

export function enableAllPorts(nodes: readonly ComputeNode[]): void {
  for (const { channel } of nodes) channel.reenable();
}
