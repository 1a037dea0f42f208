import { drawInteger } from '../../engine/draw.js';
import type { Simulation, Stage } from '../../engine/simulation.js';
import { IpStack } from '../../parts/ip-stack.js';
import { Nic } from '../../parts/nic.js';
import { Pinger } from '../../parts/pinger.js';
import { serveShells } from '../../parts/remote-shell.js';
import { sniff } from '../../parts/sniffer.js';
import { SwitchPort } from '../../parts/switch-port.js';
import { Switch } from '../../parts/switch.js';
import { Tcp } from '../../parts/tcp.js';
import { Wire } from '../../parts/wire.js';
import type { VlanEntry } from './entries.js';
import { hex, NovaNode } from './nova-node.js';
import type { Parameters } from './parameters.js';

export const ADDRESS = { outside: '198.51.100.7', controller: '203.0.113.2', gateway: '10.20.0.1' } as const;
export const IMAGES = ['cirros-0.3.0', 'ubuntu-12.04', 'centos-6.3'] as const;

export interface Guest {
  readonly name: string;
  readonly address: string;
  readonly image: string;
  readonly node: NovaNode;
  readonly card: Nic;
  readonly tap: Nic;
  readonly pinger: Pinger;
}

export interface World {
  readonly simulation: Simulation<VlanEntry>;
  readonly parameters: Parameters;
  readonly nodes: readonly NovaNode[];
  readonly computeNodes: readonly NovaNode[];
  readonly controller: { readonly stack: IpStack; readonly pinger: Pinger };
  readonly outside: { readonly tcp: Tcp; readonly pinger: Pinger };
  /** The router to the Internet: its card towards the cloud, the port that it is in, and its card towards the world. */
  readonly uplink: { readonly inside: Nic; readonly port: SwitchPort; readonly outside: Nic };
  /** Those that are running, in the order of their launch. */
  guests: readonly Guest[];
  launches: number;
  sessions: number;
}

export function build(parameters: Parameters, simulation: Simulation<VlanEntry>): World {
  const fabric = new Switch(simulation);
  const controllerNode = new NovaNode(simulation, 'controller', 1, fabric, parameters);
  const computeNodes = Array.from(
    { length: parameters.computeNodes },
    (_, at) => new NovaNode(simulation, `compute-${at + 1}`, at + 2, fabric, parameters),
  );
  const world: World = {
    simulation,
    parameters,
    nodes: [controllerNode, ...computeNodes],
    computeNodes,
    controller: buildController(simulation, controllerNode),
    ...buildInternet(simulation, fabric, parameters),
    guests: [],
    launches: 0,
    sessions: 0,
  };
  for (const { bond } of world.nodes) sniff(simulation, bond);
  sniff(simulation, controllerNode.dataCentreVlan);
  for (let at = 0; at < parameters.computeNodes * parameters.guestsPerNode; at += 1)
    launch(world, computeNodes[at % computeNodes.length]!, IMAGES[at % IMAGES.length]!);
  return world;
}

/** Not multi-host: one controller is the gateway of all guests. */
function buildController(stage: Stage<VlanEntry>, node: NovaNode) {
  const stack = new IpStack(stage, node.name);
  stack.attach(node.dataCentreVlan, ADDRESS.controller, 24);
  stack.attach(node.bridge, ADDRESS.gateway, 24);
  stack.setGateway('203.0.113.1');
  stack.isForwarding = true;
  return { stack, pinger: new Pinger(stage, stack, 2) };
}

function buildInternet(
  stage: Stage<VlanEntry>,
  fabric: Switch,
  { uplinkMtuBytes, dataCentreVlan }: Parameters,
) {
  const inside = new Nic(stage, 'router/inside', '00:1c:73:00:00:a1', uplinkMtuBytes);
  const port = new SwitchPort(stage, 'SW-1', 'Ethernet1', uplinkMtuBytes);
  new Wire(stage, inside, port, 0.02);
  fabric.configure('Ethernet1', [port], { access: dataCentreVlan });
  const outside = new Nic(stage, 'router/outside', '00:1c:73:00:00:a2', 1500);
  const card = new Nic(stage, 'outside/eth0', '00:1c:73:00:00:a3', 1500);
  new Wire(stage, outside, card, 4);

  const router = new IpStack(stage, 'router');
  router.attach(inside, '203.0.113.1', 24);
  router.attach(outside, '198.51.100.1', 24);
  router.addRoute('10.20.0.0', 24, ADDRESS.controller);
  router.isForwarding = true;
  const stack = new IpStack(stage, 'outside');
  stack.attach(card, ADDRESS.outside, 24);
  stack.setGateway('198.51.100.1');
  return {
    uplink: { inside, port, outside },
    outside: { tcp: new Tcp(stage, stack), pinger: new Pinger(stage, stack, 1) },
  };
}

export function launch(world: World, node: NovaNode, image: string): Guest {
  const { simulation, parameters } = world;
  world.launches += 1;
  const number = world.launches;
  const name = `instance-${number.toString(16).padStart(8, '0')}`;
  const random = simulation.random(name);
  const address = `10.20.0.${4 + number}`;
  const tail = Array.from({ length: 3 }, () => hex(drawInteger(random, 0, 255))).join(':');
  const card = new Nic(simulation, `${name}/eth0`, `fa:16:3e:${tail}`, parameters.guestMtuBytes);
  const tap = new Nic(simulation, `${node.name}/vnet${number}`, `fe:16:3e:${tail}`, parameters.vlanMtuBytes);
  new Wire(simulation, tap, card, 0.02);
  node.bridge.add(tap);
  sniff(simulation, card);
  const stack = new IpStack(simulation, name);
  stack.attach(card, address, 24);
  stack.setGateway(ADDRESS.gateway);
  serveShells(simulation, new Tcp(simulation, stack), (command) => OUTPUTS[command]!(random));
  const pinger = new Pinger(simulation, stack, 100 + number);
  const guest = { name, address, image, node, card, tap, pinger };
  world.guests = [...world.guests, guest];
  simulation.note({ part: node.name, kind: 'guest-launched', guest: name, address, image, node: node.name });
  return guest;
}

export function terminate(world: World, guest: Guest): void {
  world.guests = world.guests.filter((it) => it !== guest);
  guest.node.bridge.remove(guest.tap);
  guest.tap.enable(false);
}

/** What programs print, in pieces: `ps` line by line as sshd happens to read it, others by the page. */
const OUTPUTS: Readonly<Record<string, (random: { next(): number }) => number[]>> = {
  ls: (random) => [drawInteger(random, 40, 400)],
  date: () => [29],
  'ps aux': (random) =>
    Array.from({ length: drawInteger(random, 2, 4) }, () => drawInteger(random, 300, 1_750)),
  dmesg: () => [2_048, 1_500],
  scp: () => [4_096, 1_000],
};
