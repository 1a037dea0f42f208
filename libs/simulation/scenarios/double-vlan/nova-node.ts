import type { Stage } from '../../engine/simulation.js';
import { Bond } from '../../parts/bond.js';
import { Bridge } from '../../parts/bridge.js';
import type { Device } from '../../parts/device.js';
import { Nic } from '../../parts/nic.js';
import { SwitchPort } from '../../parts/switch-port.js';
import type { Switch } from '../../parts/switch.js';
import { VlanDevice } from '../../parts/vlan-device.js';
import { Wire } from '../../parts/wire.js';
import type { VlanEntry } from './entries.js';
import type { Parameters } from './parameters.js';

const WIRE_MS = 0.02;
const SWITCH = 'SW-1';

/**
 * A server as Cobbler and Puppet leave it: two cards in a bond, the data centre's VLAN on it, and a bridge for the
 * project's guests, with a VLAN device that leads out of it. nova-network creates that one on the device that
 * `vlan_interface` names.
 */
export class NovaNode {
  readonly bond: Bond;
  readonly dataCentreVlan: VlanDevice;
  readonly bridge: Bridge;
  private tenant: VlanDevice;

  constructor(
    private readonly stage: Stage<VlanEntry>,
    readonly name: string,
    number: number,
    fabric: Switch,
    private readonly parameters: Parameters,
  ) {
    const { hostMtuBytes, vlanMtuBytes, switchMtuBytes, dataCentreVlan } = parameters;
    const mac = `00:1c:73:00:00:${hex(number)}`;
    const cards = ['eth2', 'eth3'].map((it) => new Nic(stage, `${name}/${it}`, mac, hostMtuBytes));
    const ports = cards.map((card, leg) => {
      const port = new SwitchPort(stage, SWITCH, `Ethernet${2 * number + leg}`, switchMtuBytes);
      new Wire(stage, card, port, WIRE_MS);
      return port;
    });
    fabric.configure(`Port-Channel${number}`, ports, 'trunk');
    this.bond = new Bond(stage, `${name}/bond0`, [cards[0]!, cards[1]!], 'hash');
    const vlan = `${name}/vlan${dataCentreVlan}`;
    this.dataCentreVlan = new VlanDevice(stage, vlan, this.bond, dataCentreVlan, vlanMtuBytes);
    this.bridge = new Bridge(stage, `${name}/br${parameters.tenantVlan}`, mac, vlanMtuBytes);
    this.tenant = this.createTenantVlan(this.bond);
  }

  /** The values that `vlan_interface` can have here. */
  device(vlanInterface: 'bond' | 'data-centre-vlan'): Device {
    return vlanInterface === 'bond' ? this.bond : this.dataCentreVlan;
  }

  /** What `ip link delete` and a restart of nova-network do after the option was changed. */
  attachTenantVlanTo(vlanInterface: 'bond' | 'data-centre-vlan'): void {
    this.bridge.remove(this.tenant);
    this.tenant.remove();
    this.tenant = this.createTenantVlan(this.device(vlanInterface));
  }

  /** `ip a`, as far as the project's VLAN goes. */
  list(): void {
    const { parent, name, mtuBytes } = this.tenant;
    this.stage.note({
      part: this.name,
      kind: 'vlan-listed',
      device: shortName(name),
      parent: shortName(parent.name),
      isParentVlan: parent instanceof VlanDevice,
      mtuBytes,
      bridge: shortName(this.bridge.name),
    });
  }

  private createTenantVlan(parent: Device): VlanDevice {
    const { tenantVlan, vlanMtuBytes } = this.parameters;
    const made = new VlanDevice(
      this.stage,
      `${this.name}/vlan${tenantVlan}`,
      parent,
      tenantVlan,
      vlanMtuBytes,
    );
    this.bridge.add(made);
    return made;
  }
}

const shortName = (name: string) => name.slice(name.indexOf('/') + 1);
export const hex = (number: number): string => number.toString(16).padStart(2, '0');
