import type { Stage } from '../../engine/simulation.js';
import { Bond } from '../../parts/bond.js';
import { Bridge } from '../../parts/bridge.js';
import { IpStack } from '../../parts/ip-stack.js';
import { LoadAverage } from '../../parts/load-average.js';
import { isForBridges } from '../../parts/mac-table.js';
import { Nic } from '../../parts/nic.js';
import { SwitchPort } from '../../parts/switch-port.js';
import type { Switch, SwitchInterface } from '../../parts/switch.js';
import { Wire } from '../../parts/wire.js';
import type { MassacreEntry } from './entries.js';

export const MTU_BYTES = 1500;
export const WIRE_MS = 0.02;
export const PROVIDER_VLAN = 100;
export const hex = (number: number): string => number.toString(16).padStart(2, '0');

/**
 * A server with a dual-port 10 Gb card, whose ports end at two switches that act as one, and a 1 Gb card for
 * management that ends elsewhere. The guests are on a bridge without spanning tree, with the bond as its way out.
 */
export class ComputeNode {
  readonly legs: readonly [Nic, Nic];
  readonly wires: readonly Wire[];
  readonly channel: SwitchInterface;
  readonly bridge: Bridge;
  readonly load = new LoadAverage();
  readonly stack: IpStack;
  readonly address: string;
  readonly managementAddress: string;
  private readonly bond: Bond;
  private readonly management: Nic;

  constructor(
    private readonly stage: Stage<MassacreEntry>,
    readonly name: string,
    number: number,
    port: number,
    { provider, management }: { provider: Switch; management: Switch },
  ) {
    const mac = `00:1c:73:00:01:${hex(number)}`;
    const leg = (it: string) => new Nic(stage, `${name}/${it}`, mac, MTU_BYTES);
    this.legs = [leg('eth2'), leg('eth3')];
    const ports = ['SW-1', 'SW-2'].map(
      (chassis) => new SwitchPort(stage, chassis, `Ethernet${port}`, MTU_BYTES),
    );
    this.wires = this.legs.map((it, at) => new Wire(stage, it, ports[at]!, WIRE_MS));
    this.channel = provider.configure(
      `Port-Channel${port}`,
      ports,
      { access: PROVIDER_VLAN },
      { bpduGuard: true },
    );
    this.bond = new Bond(stage, `${name}/bond0`, this.legs, 'hash');
    this.bridge = new Bridge(stage, `${name}/br100`, mac, MTU_BYTES);
    this.bridge.add(this.bond);

    this.management = new Nic(stage, `${name}/eth0`, `00:1c:73:00:02:${hex(number)}`, MTU_BYTES);
    const socket = new SwitchPort(stage, 'MG-1', `Ethernet${number + 1}`, MTU_BYTES);
    new Wire(stage, this.management, socket, WIRE_MS);
    management.configure(socket.name, [socket], { access: 1 });

    this.address = `10.0.0.${10 + number}`;
    this.managementAddress = `192.168.0.${10 + number}`;
    this.stack = new IpStack(stage, name);
    this.stack.attach(this.bridge, this.address, 16);
    this.stack.attach(this.management, this.managementAddress, 24);
  }

  /** `cat /proc/net/bonding/bond0` and `ip link`. */
  inspect(): void {
    this.stage.note({
      part: this.name,
      kind: 'node-inspected',
      node: this.name,
      isBondUp: this.bond.isUp,
      legsUp: this.legs.filter(({ isUp }) => isUp).length,
      isManagementUp: this.management.isUp,
    });
  }

  /** `ebtables -A FORWARD -i tap+ -d 01:80:c2:00:00:00 -j DROP` */
  dropBpdusOfGuests(): void {
    this.bridge.filter = (frame, from) => from === this.bond || !isForBridges(frame);
  }
}
