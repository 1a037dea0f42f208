import { describe, expect, it } from '@jest/globals';
import { Simulation, type Entry } from '../engine/simulation.js';
import { decodeEthernet } from '../frames/ethernet.js';
import { ofKind } from '../history.js';
import { Bond, type BondEntry, type BondMode } from './bond.js';
import { Bridge } from './bridge.js';
import { IpStack, type StackEntry } from './ip-stack.js';
import { Nic, type NicEntry } from './nic.js';
import { Pinger, type PingFinished } from './pinger.js';
import { serveShells, ShellSession, type ShellEntry } from './remote-shell.js';
import { SpanningTree } from './spanning-tree.js';
import { SwitchPort } from './switch-port.js';
import { Switch, type SwitchEntry } from './switch.js';
import { Tcp } from './tcp.js';
import { VlanDevice } from './vlan-device.js';
import { Wire } from './wire.js';

type NetworkEntry = NicEntry | BondEntry | SwitchEntry | StackEntry | PingFinished | ShellEntry;

const macs = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:00:00:00:00:03'] as const;

/** Two hosts and a switch; each device is MTU 1500 unless a test changes it. */
function network(seed = 0) {
  const captured: { port: string; frame: Uint8Array }[] = [];
  const stage = new Simulation<NetworkEntry>({ seed, tap: (port, frame) => captured.push({ port, frame }) });
  const ports = ['Ethernet1', 'Ethernet2'].map((name) => new SwitchPort(stage, 'SW', name, 1500));
  const nics = ['one/eth0', 'two/eth0'].map((name, at) => new Nic(stage, name, macs[at]!, 1500));
  const wires = nics.map((nic, at) => new Wire(stage, nic, ports[at]!, 0.05));
  const fabric = new Switch(stage);
  for (const port of ports) fabric.configure(port.name, [port], 'trunk');
  const [one, two] = ['one', 'two'].map((name) => new IpStack(stage, name)) as [IpStack, IpStack];
  return { stage, captured, ports, nics, wires, one, two };
}

/** The same, with the hosts in VLANs on their cards, one on top of the other. */
function stacked(...vlans: number[]) {
  const made = network();
  const tops = made.nics.map((nic) =>
    vlans.reduce<Nic | VlanDevice>((below, id) => new VlanDevice(made.stage, `vlan${id}`, below, id), nic),
  );
  made.one.attach(tops[0]!, '10.0.0.1', 24);
  made.two.attach(tops[1]!, '10.0.0.2', 24);
  return made;
}

const outcomes = (history: readonly NetworkEntry[]) =>
  ofKind(history, 'ping-finished').map((it) => it.outcome);

function pings({ stage, one }: ReturnType<typeof network>, ...payloads: number[]) {
  const pinger = new Pinger(stage, one, 7);
  const before = stage.history.length;
  for (const bytes of payloads) {
    pinger.ping('10.0.0.2', bytes);
    stage.runUntil(stage.nowMs + 1_500);
  }
  return outcomes(stage.history.slice(before));
}

describe('a path of devices that take 1500 bytes', () => {
  it('takes full packets without a tag and with one, and ends 4 bytes early with two', () => {
    expect(pings(stacked(), 56, 1472, 1473)).toEqual(['answered', 'answered', 'too-long']);
    expect(pings(stacked(100), 1472)).toEqual(['answered']);
    expect(pings(stacked(20, 100), 1468, 1469)).toEqual(['answered', 'silent']);
    expect(pings(stacked(20, 30, 100), 1464, 1465)).toEqual(['answered', 'silent']);
  });

  it('is as wide as its narrowest hop, wherever that is', () => {
    const world = stacked(20, 100);
    for (const nic of world.nics) nic.setMtu(1504);
    expect(pings(world, 1472)).toEqual(['silent']);
    const dropped = ofKind(world.stage.history, 'frame-dropped').map((it) => [it.part, it.frameBytes]);
    expect(dropped).toEqual([['SW/Ethernet1', 1522]]);
    for (const port of world.ports) port.mtuBytes = 1504;
    expect(pings(world, 1472)).toEqual(['answered']);
  });

  it('shows both tags on the wire, the outer one first', () => {
    const world = stacked(20, 100);
    pings(world, 56);
    const tags = world.captured
      .filter(({ port }) => port === 'SW/Ethernet2')
      .map(({ frame }) => decodeEthernet(frame)?.tags.map(({ id }) => id));
    expect(tags.length).toBeGreaterThan(2);
    expect(new Set(tags.map(String))).toEqual(new Set(['20,100']));
  });
});

describe('a session over TCP', () => {
  const session = (world: ReturnType<typeof network>, pieces: readonly number[]) => {
    serveShells(world.stage, new Tcp(world.stage, world.two), () => pieces);
    const at = { part: 'laptop', session: 's', server: '10.0.0.2' };
    new ShellSession(world.stage, new Tcp(world.stage, world.one), at, 'ps aux');
    world.stage.runUntil(30_000);
    return world.stage.history
      .filter(({ kind }) => kind !== 'frame-dropped')
      .map(({ kind }) => kind as string);
  };

  it('carries long output in full segments, to the last byte', () => {
    const world = stacked(100);
    expect(session(world, [9_000, 40_000, 12])).toEqual(['session-opened', 'command-finished']);
    expect(ofKind(world.stage.history, 'command-finished')[0]?.outputBytes).toBe(49_013);
    expect(Math.max(...world.captured.map(({ frame }) => frame.length))).toBe(1518);
  });

  it('stalls on the first full segment where a second tag takes its place, and comes through without one', () => {
    expect(session(stacked(20, 100), [600, 1_000, 1_443])).toEqual(['session-opened', 'command-finished']);
    expect(session(stacked(20, 100), [600, 2_000])).toEqual([
      'session-opened',
      'command-stalled',
      'session-given-up',
    ]);
  });

  it('makes up for what was lost while a wire was cut', () => {
    const world = stacked(100);
    world.stage.after(2.5, () => world.wires[1]!.cut());
    world.stage.after(900, () => world.wires[1]!.mend());
    const kinds = session(world, [30_000]);
    expect(kinds.filter((kind) => kind !== 'link-changed')).toEqual(['session-opened', 'command-finished']);
    expect(ofKind(world.stage.history, 'command-finished')[0]?.outputBytes).toBe(30_001);
  });
});

it('a router says that a packet is too long for the next hop, and the sender sends shorter ones', () => {
  const stage = new Simulation<NetworkEntry>({ seed: 0 });
  const nic = (name: string, at: number, mtuBytes = 1500) =>
    new Nic(stage, name, `02:00:00:00:01:0${at}`, mtuBytes);
  const [a, b, c, d] = [nic('a', 1), nic('b', 2), nic('c', 3, 1400), nic('d', 4)] as const;
  new Wire(stage, a, b, 0.1);
  new Wire(stage, c, d, 0.1);
  const [client, router, server] = ['client', 'router', 'server'].map((name) => new IpStack(stage, name));
  client!.attach(a, '10.0.1.1', 24);
  client!.setGateway('10.0.1.2');
  router!.attach(b, '10.0.1.2', 24);
  router!.attach(c, '10.0.2.2', 24);
  router!.isForwarding = true;
  server!.attach(d, '10.0.2.1', 24);
  server!.setGateway('10.0.2.2');
  const pinger = new Pinger(stage, client!, 1);
  for (const bytes of [1372, 1373]) {
    pinger.ping('10.0.2.1', bytes);
    stage.runUntil(stage.nowMs + 2_000);
  }
  expect(outcomes(stage.history)).toEqual(['answered', 'fragmentation-needed']);

  serveShells(stage, new Tcp(stage, client!), () => [8_000]);
  new ShellSession(stage, new Tcp(stage, server!), { part: 'x', session: 's', server: '10.0.1.1' }, 'ps aux');
  stage.runUntil(stage.nowMs + 20_000);
  expect(ofKind(stage.history, 'command-finished')).toHaveLength(1);
});

describe('a bond', () => {
  function bonded(mode: BondMode) {
    const stage = new Simulation<NetworkEntry>({ seed: 0 });
    const legs = ['eth2', 'eth3'].map((name) => new Nic(stage, name, macs[0], 1500)) as [Nic, Nic];
    const ports = ['SW-1', 'SW-2'].map((chassis) => new SwitchPort(stage, chassis, 'Ethernet35', 1500));
    const wires = legs.map((leg, at) => new Wire(stage, leg, ports[at]!, 0.05));
    const bond = new Bond(stage, 'bond0', legs, mode);
    const station = new Nic(stage, 'two/eth0', macs[1], 1500);
    const stationPort = new SwitchPort(stage, 'SW-1', 'Ethernet1', 1500);
    new Wire(stage, station, stationPort, 0.05);
    const fabric = new Switch(stage);
    const guarded = { bpduGuard: true };
    const channel = fabric.configure(
      'Port-Channel35',
      mode === 'hash' ? ports : [ports[0]!],
      { access: 10 },
      guarded,
    );
    if (mode === 'active-backup') fabric.configure('Ethernet35', [ports[1]!], { access: 10 }, guarded);
    fabric.configure('Ethernet1', [stationPort], { access: 10 });
    const [one, two] = [new IpStack(stage, 'one'), new IpStack(stage, 'two')];
    two.attach(station, '10.0.0.2', 24);
    return { stage, bond, wires, channel, one, two };
  }

  it.each<BondMode>(['active-backup', 'hash'])('in mode %s outlives a leg, and not both', (mode) => {
    const { stage, bond, wires, one } = bonded(mode);
    one.attach(bond, '10.0.0.1', 24);
    const pinger = new Pinger(stage, one, 1);
    const ping = () => {
      pinger.ping('10.0.0.2', 56);
      stage.runUntil(stage.nowMs + 2_000);
    };
    ping();
    wires[0]!.cut();
    ping();
    wires[1]!.cut();
    ping();
    wires[0]!.mend();
    ping();
    expect(outcomes(stage.history)).toEqual(['answered', 'answered', 'silent', 'answered']);
    expect(ofKind(stage.history, 'bond-changed').map((it) => it.membersUp)).toEqual([1, 0, 1]);
  });

  /** The host's bridge carries the frames of a guest that has a bridge of its own. */
  function withGuest() {
    const world = bonded('hash');
    const { stage, bond, one } = world;
    const hostBridge = new Bridge(stage, 'br100', macs[0], 1500);
    const [tap, card] = [
      new Nic(stage, 'tap0', 'fe:16:3e:00:00:09', 1500),
      new Nic(stage, 'eth0', macs[2], 1500),
    ];
    new Wire(stage, tap, card, 0);
    hostBridge.add(bond);
    hostBridge.add(tap);
    one.attach(hostBridge, '10.0.0.1', 24);
    const guestBridge = new Bridge(stage, 'guest/br0', macs[2], 1500);
    guestBridge.add(card);
    return { ...world, hostBridge, tap, startSpanningTree: () => new SpanningTree(stage, guestBridge) };
  }

  it('dies with both legs of a guarded port-channel when a guest sends a BPDU, and lives again when it is enabled', () => {
    const { stage, bond, channel, startSpanningTree } = withGuest();
    const spanningTree = startSpanningTree();
    stage.runUntil(1_000);
    expect(ofKind(stage.history, 'bpdu-guarded')).toMatchObject([
      { sourceMac: macs[2], interface: 'Port-Channel35' },
    ]);
    expect(ofKind(stage.history, 'err-disabled').map(({ part }) => part)).toEqual(['SW-1', 'SW-2']);
    expect([bond.isUp, channel.isErrDisabled]).toEqual([false, true]);
    channel.reenable();
    expect(bond.isUp).toBe(true);
    stage.runUntil(2_500);
    expect(bond.isUp).toBe(false);
    spanningTree.stop();
    channel.reenable();
    stage.runUntil(60_000);
    expect(bond.isUp).toBe(true);
  });

  it('lives on where the host drops what guests send to bridges', () => {
    const { stage, bond, hostBridge, tap, startSpanningTree } = withGuest();
    hostBridge.filter = (frame, from) => !(from === tap && frame[0] === 0x01);
    startSpanningTree();
    stage.runUntil(60_000);
    expect(bond.isUp).toBe(true);
    expect(new Set(stage.history.map(({ kind }: Entry) => kind))).toEqual(new Set(['frame-dropped']));
  });
});

it('a bridge floods what it does not know, and then sends only where the station is', () => {
  const stage = new Simulation<NetworkEntry>({ seed: 0 });
  const bridge = new Bridge(stage, 'br0', '02:00:00:00:02:00', 1500);
  const stations = [1, 2, 3].map((at) => {
    const [tap, card] = [`tap${at}`, `eth${at}`].map(
      (name) => new Nic(stage, name, `02:00:00:00:02:0${at}`, 1500),
    );
    new Wire(stage, tap!, card!, 0);
    bridge.add(tap!);
    const stack = new IpStack(stage, card!.name);
    stack.attach(card!, `10.0.0.${at}`, 24);
    let frames = 0;
    card!.watch((_frame, direction) => (frames += direction === 'in' ? 1 : 0));
    return { stack, count: () => frames };
  });
  const pinger = new Pinger(stage, stations[0]!.stack, 1);
  const ping = () => {
    pinger.ping('10.0.0.2', 56);
    stage.runUntil(stage.nowMs + 2_000);
    return stations.map(({ count }) => count());
  };
  // The question for the address reaches both others, everything after it only the one that is meant.
  expect(ping()).toEqual([2, 2, 1]);
  expect(ping()).toEqual([3, 3, 1]);
});
