import { drawInteger } from '../../engine/draw.js';
import type { Simulation } from '../../engine/simulation.js';
import { decodeUdp } from '../../frames/udp.js';
import { IP_PROTOCOL } from '../../frames/ipv4.js';
import { Bridge } from '../../parts/bridge.js';
import { IpStack } from '../../parts/ip-stack.js';
import { Nic } from '../../parts/nic.js';
import { Pinger } from '../../parts/pinger.js';
import { SpanningTree } from '../../parts/spanning-tree.js';
import { SwitchPort } from '../../parts/switch-port.js';
import { Switch } from '../../parts/switch.js';
import { Wire } from '../../parts/wire.js';
import { ComputeNode, hex, MTU_BYTES, PROVIDER_VLAN, WIRE_MS } from './compute-node.js';
import type { MassacreEntry } from './entries.js';
import { MINUTE, SECOND, type Parameters } from './parameters.js';

export const CONTROLLER_ADDRESS = '10.0.0.1';
export const REPORT_PORT = 5672;
/** How long the user's job takes, after which the instance powers itself off. */
const JOB_MS = 15 * MINUTE;

export interface Guest {
  readonly name: string;
  readonly address: string;
  readonly node: ComputeNode;
}

export interface World {
  readonly simulation: Simulation<MassacreEntry>;
  readonly parameters: Parameters;
  readonly nodes: readonly ComputeNode[];
  readonly controller: Controller;
  /** The image of one user, who has configured a bridge in it: with or without spanning tree. */
  readonly centOs: { runsSpanningTree: boolean };
  guests: readonly Guest[];
  launches: number;
}

export interface Controller {
  readonly pinger: Pinger;
  /** When each node, by its address, was last heard of. */
  readonly heardMs: Map<string, number>;
}

export function build(parameters: Parameters, simulation: Simulation<MassacreEntry>): World {
  const fabrics = { provider: new Switch(simulation), management: new Switch(simulation) };
  const world: World = {
    simulation,
    parameters,
    nodes: Array.from(
      { length: parameters.computeNodes },
      (_, at) => new ComputeNode(simulation, `c${at + 11}`, at + 1, parameters.firstPort + at, fabrics),
    ),
    controller: buildController(simulation, fabrics),
    centOs: { runsSpanningTree: false },
    guests: [],
    launches: 0,
  };
  for (const node of world.nodes)
    for (let at = 0; at < parameters.guestsPerNode; at += 1) {
      const guest = register(world, node, 'ubuntu-12.04', `user-${at + 2}`);
      powerOn(world, guest);
    }
  return world;
}

function buildController(
  stage: Simulation<MassacreEntry>,
  { provider, management }: { provider: Switch; management: Switch },
): Controller {
  const stack = new IpStack(stage, 'controller');
  const plug = (fabric: Switch, chassis: string, name: string, mac: string, access: number) => {
    const [card, port] = [
      new Nic(stage, name, mac, MTU_BYTES),
      new SwitchPort(stage, chassis, 'Ethernet1', MTU_BYTES),
    ];
    new Wire(stage, card, port, WIRE_MS);
    fabric.configure(port.name, [port], { access });
    return card;
  };
  stack.attach(
    plug(provider, 'SW-1', 'controller/eth2', '00:1c:73:00:01:fe', PROVIDER_VLAN),
    CONTROLLER_ADDRESS,
    16,
  );
  stack.attach(plug(management, 'MG-1', 'controller/eth0', '00:1c:73:00:02:fe', 1), '192.168.0.1', 24);
  const heardMs = new Map<string, number>();
  stack.handle(IP_PROTOCOL.udp, (packet) => {
    const report = decodeUdp(packet.payload, packet);
    if (report?.destinationPort === REPORT_PORT) heardMs.set(packet.source, stage.nowMs);
  });
  return { pinger: new Pinger(stage, stack, 1), heardMs };
}

/** The user launches the CentOS image: the node fetches it, starts the guest, and loses it when its job is done. */
export function launchCentOs(world: World, node: ComputeNode): void {
  const { simulation, parameters, centOs } = world;
  const guest = register(world, node, 'centos-6.3', 'user-1');
  node.load.add(parameters.imageTasks, simulation.nowMs);
  simulation.after(parameters.imageMinutes * MINUTE, () => {
    const { bridge, card, tap } = powerOn(world, guest);
    simulation.after(parameters.bootSeconds * SECOND, () => {
      node.load.add(-parameters.imageTasks, simulation.nowMs);
      const spanningTree = centOs.runsSpanningTree ? new SpanningTree(simulation, bridge) : undefined;
      simulation.after(JOB_MS, () => {
        spanningTree?.stop();
        node.bridge.remove(tap);
        card.enable(false);
        world.guests = world.guests.filter((it) => it !== guest);
        simulation.note({ part: node.name, kind: 'guest-gone', guest: guest.name });
      });
    });
  });
}

function register(world: World, node: ComputeNode, image: string, user: string): Guest {
  world.launches += 1;
  const number = world.launches;
  const name = `instance-${number.toString(16).padStart(8, '0')}`;
  const address = `10.0.${1 + (number >> 8)}.${number & 0xff}`;
  const entry = { guest: name, address, node: node.name, image, user };
  world.simulation.note({ part: node.name, kind: 'guest-launched', ...entry });
  return { name, address, node };
}

/** Every guest has its card in a bridge of its own, as hosts of containers do. */
function powerOn(world: World, guest: Guest) {
  const { simulation } = world;
  const { name, node } = guest;
  const random = simulation.random(name);
  const tail = Array.from({ length: 3 }, () => hex(drawInteger(random, 0, 255))).join(':');
  const card = new Nic(simulation, `${name}/eth0`, `fa:16:3e:${tail}`, MTU_BYTES);
  const tap = new Nic(simulation, `${node.name}/tap-${name}`, `fe:16:3e:${tail}`, MTU_BYTES);
  new Wire(simulation, tap, card, WIRE_MS);
  node.bridge.add(tap);
  const bridge = new Bridge(simulation, `${name}/br0`, card.mac, MTU_BYTES);
  bridge.add(card);
  new IpStack(simulation, name).attach(bridge, guest.address, 16);
  world.guests = [...world.guests, guest];
  return { bridge, card, tap };
}
