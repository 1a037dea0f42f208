import type { Simulation, Stage } from '../../engine/simulation.js';
import { Bridge } from '../../parts/bridge.js';
import { DhcpServer, type DhcpLogged } from '../../parts/dhcp-server.js';
import { IpStack } from '../../parts/ip-stack.js';
import { Nic, type NicEntry } from '../../parts/nic.js';
import { Pinger, type PingFinished } from '../../parts/pinger.js';
import { Wire } from '../../parts/wire.js';
import { Guest, type GuestEntry } from './guest.js';
import type { Parameters } from './parameters.js';

export type IssueEntry = GuestEntry | DhcpLogged | NicEntry | PingFinished;

export interface World {
  readonly stage: Stage<IssueEntry>;
  readonly parameters: Parameters;
  /** The first is the busy one. */
  readonly guests: readonly [Guest, ...Guest[]];
  readonly server: DhcpServer;
  readonly pinger: Pinger;
}

const MTU_BYTES = 1_500;
const CONTROLLER_ADDRESS = '10.0.0.1';
const LATENCY_MS = 0.05;
const names = [
  'backup01',
  'web02',
  'db03',
  'lms04',
  'mail05',
  'wiki06',
  'ldap07',
  'print08',
  'ci09',
  'dev10',
  'git11',
];

/**
 * Guests on the bridge of one compute node; the controller on the other end of a wire, with a bridge of the same network
 * on which the DHCP server listens, and from which monitoring pings the guests.
 */
export function build(parameters: Parameters, simulation: Simulation<IssueEntry>): World {
  const stage: Stage<IssueEntry> = simulation;
  const controllerBridge = new Bridge(stage, 'controller/br100', 'fa:16:3e:00:00:01', MTU_BYTES);
  const computeBridge = new Bridge(stage, 'compute/br100', 'fa:16:3e:00:00:02', MTU_BYTES);
  const [near, far] = [
    new Nic(stage, 'controller/eth1', '00:25:90:00:00:01', MTU_BYTES),
    new Nic(stage, 'compute/eth1', '00:25:90:00:00:02', MTU_BYTES),
  ];
  new Wire(stage, near, far, LATENCY_MS);
  controllerBridge.add(near);
  computeBridge.add(far);

  const server = new DhcpServer(stage, controllerBridge, {
    name: 'cc',
    address: CONTROLLER_ADDRESS,
    subnetMask: '255.255.255.0',
    leaseS: parameters.leaseS,
  });
  const stack = new IpStack(stage, 'monitoring');
  stack.attach(controllerBridge, CONTROLLER_ADDRESS, 24);
  const toStack = controllerBridge.upper!;
  controllerBridge.upper = (frame) => {
    server.hear(frame);
    toStack(frame);
  };

  const made = names.slice(0, 1 + parameters.neighbours).map((name, at) => {
    const settings = {
      name,
      tap: `compute/vnet${at}`,
      mac: `fa:16:3e:51:0b:${(0x77 + at).toString(16)}`,
      address: `10.0.0.${5 + at}`,
      idlePacketsPerS: parameters.idlePacketsPerS,
    };
    server.addHost(settings.mac, { address: settings.address, hostName: name });
    const guest = new Guest(stage, settings);
    computeBridge.add(guest.nic.tap);
    guest.client.start();
    return guest;
  });
  const [busy, ...others] = made;
  return { stage, parameters, guests: [busy!, ...others], server, pinger: new Pinger(stage, stack, 1) };
}
