import type { Entry, Stage } from '../engine/simulation.js';
import { macAt } from '../frames/bytes.js';
import { outermostVlan, popTag, pushTag, vlanTag } from '../frames/ethernet.js';
import { macHash } from './bond.js';
import { isForBridges, isForGroup, MacTable } from './mac-table.js';
import type { SwitchPort, SwitchPortEntry } from './switch-port.js';

export interface BpduGuarded extends Entry {
  readonly kind: 'bpdu-guarded';
  readonly interface: string;
  readonly sourceMac: string;
}
export interface ErrDisabled extends Entry {
  readonly kind: 'err-disabled';
  readonly interface: string;
  readonly cause: 'bpduguard';
}
export interface Reenabled extends Entry {
  readonly kind: 're-enabled';
  readonly interface: string;
}
export type SwitchEntry = SwitchPortEntry | BpduGuarded | ErrDisabled | Reenabled;

/** Frames of untagged stations belong to one VLAN; a trunk carries all, with tags, and its untagged ones are VLAN 1. */
export type VlanMembership = { readonly access: number } | 'trunk';

const NATIVE_VLAN = 1;

/**
 * An interface of a switch: a port, or a port-channel of several, which may sit in two chassis (MLAG). With BPDU guard
 * it takes itself out of service, on every chassis, when a BPDU comes in.
 */
export class SwitchInterface {
  private isDisabled = false;

  constructor(
    private readonly stage: Stage<SwitchEntry>,
    readonly name: string,
    readonly ports: readonly SwitchPort[],
    readonly vlan: VlanMembership,
    private readonly hasBpduGuard: boolean,
    arrive: (frame: Uint8Array, from: SwitchInterface) => void,
  ) {
    for (const port of ports) {
      port.upper = (frame) => {
        if (!isForBridges(frame)) arrive(frame, this);
        else if (this.hasBpduGuard) this.guard(port.chassis, frame);
      };
    }
  }

  get isUp(): boolean {
    return this.ports.some(({ isUp }) => isUp);
  }

  get isErrDisabled(): boolean {
    return this.isDisabled;
  }

  /** `shutdown`, `no shutdown`. */
  reenable(): void {
    if (!this.isDisabled) return;
    this.isDisabled = false;
    this.noteOnEachChassis('re-enabled', {});
    for (const port of this.ports) port.enable(true);
  }

  /** Sends a frame that has the tag of its VLAN, over one of the ports. */
  send(frame: Uint8Array): void {
    const usable = this.ports.filter(({ isUp }) => isUp);
    if (usable.length === 0) return;
    const untagged = this.vlan === 'trunk' ? outermostVlan(frame) === NATIVE_VLAN : true;
    usable[macHash(frame) % usable.length]!.send(untagged ? popTag(frame) : frame);
  }

  private guard(chassis: string, frame: Uint8Array): void {
    this.isDisabled = true;
    const sourceMac = macAt(frame, 6);
    this.stage.note({ part: chassis, kind: 'bpdu-guarded', interface: this.name, sourceMac });
    this.noteOnEachChassis('err-disabled', { cause: 'bpduguard' });
    for (const port of this.ports) port.enable(false);
  }

  private noteOnEachChassis(kind: 'err-disabled' | 're-enabled', more: object): void {
    for (const part of new Set(this.ports.map(({ chassis }) => chassis)))
      this.stage.note({ part, kind, interface: this.name, ...more } as Omit<ErrDisabled, 'atMs'>);
  }
}

/** A switch with VLANs that learns where stations are; it takes part in spanning tree and so forwards no BPDU. */
export class Switch {
  private readonly interfaces: SwitchInterface[] = [];
  private readonly stations = new Map<number, MacTable<SwitchInterface>>();

  constructor(private readonly stage: Stage<SwitchEntry>) {}

  /** Makes an interface of one or more ports. */
  configure(
    name: string,
    ports: readonly SwitchPort[],
    vlan: VlanMembership,
    { bpduGuard }: { bpduGuard: boolean } = { bpduGuard: false },
  ): SwitchInterface {
    const arrive = (frame: Uint8Array, from: SwitchInterface) => this.arrive(frame, from);
    const made = new SwitchInterface(this.stage, name, ports, vlan, bpduGuard, arrive);
    this.interfaces.push(made);
    return made;
  }

  private arrive(frame: Uint8Array, from: SwitchInterface): void {
    const tagged = outermostVlan(frame);
    if (from.vlan !== 'trunk' && tagged !== undefined) return;
    const id = from.vlan === 'trunk' ? (tagged ?? NATIVE_VLAN) : from.vlan.access;
    this.forward(tagged === undefined ? pushTag(frame, vlanTag(id)) : frame, id, from);
  }

  private forward(frame: Uint8Array, id: number, from: SwitchInterface): void {
    const { nowMs } = this.stage;
    const stations = this.stationsOf(id);
    stations.learnSource(frame, from, nowMs);
    const known = isForGroup(frame) ? undefined : stations.findDestination(frame, nowMs);
    if (known?.isUp) {
      if (known !== from) known.send(frame);
      return;
    }
    for (const it of this.interfaces)
      if (it !== from && (it.vlan === 'trunk' || it.vlan.access === id)) it.send(frame);
  }

  private stationsOf(id: number): MacTable<SwitchInterface> {
    const known = this.stations.get(id);
    if (known) return known;
    const table = new MacTable<SwitchInterface>();
    this.stations.set(id, table);
    return table;
  }
}
