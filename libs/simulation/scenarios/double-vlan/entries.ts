import type { Entry } from '../../engine/simulation.js';
import type { BondEntry } from '../../parts/bond.js';
import type { StackEntry } from '../../parts/ip-stack.js';
import type { NicEntry } from '../../parts/nic.js';
import type { PingFinished } from '../../parts/pinger.js';
import type { ShellEntry } from '../../parts/remote-shell.js';
import type { IcmpSeen } from '../../parts/sniffer.js';
import type { SwitchEntry } from '../../parts/switch.js';

export interface GuestLaunched extends Entry {
  readonly kind: 'guest-launched';
  readonly guest: string;
  readonly address: string;
  readonly image: string;
  readonly node: string;
}

/** A VLAN device in the output of `ip a`. */
export interface VlanListed extends Entry {
  readonly kind: 'vlan-listed';
  readonly device: string;
  readonly parent: string;
  readonly isParentVlan: boolean;
  readonly mtuBytes: number;
  /** What it is a port of. */
  readonly bridge: string;
}

export type VlanEntry =
  | NicEntry
  | BondEntry
  | SwitchEntry
  | StackEntry
  | PingFinished
  | ShellEntry
  | IcmpSeen
  | GuestLaunched
  | VlanListed;
