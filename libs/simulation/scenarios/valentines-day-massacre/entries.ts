import type { Entry } from '../../engine/simulation.js';
import type { BondEntry } from '../../parts/bond.js';
import type { StackEntry } from '../../parts/ip-stack.js';
import type { NicEntry } from '../../parts/nic.js';
import type { PingFinished } from '../../parts/pinger.js';
import type { SwitchEntry } from '../../parts/switch.js';

export interface GuestLaunched extends Entry {
  readonly kind: 'guest-launched';
  readonly guest: string;
  readonly address: string;
  readonly node: string;
  readonly image: string;
  readonly user: string;
}

export interface GuestGone extends Entry {
  readonly kind: 'guest-gone';
  readonly guest: string;
}

/** A line of `nova service-list`. */
export interface ServiceListed extends Entry {
  readonly kind: 'service-listed';
  readonly node: string;
  readonly isUp: boolean;
}

/** What somebody finds who logs in over the management network and looks at the cards. */
export interface NodeInspected extends Entry {
  readonly kind: 'node-inspected';
  readonly node: string;
  readonly isBondUp: boolean;
  readonly legsUp: number;
  readonly isManagementUp: boolean;
}

export interface LoadSampled extends Entry {
  readonly kind: 'load-sampled';
  readonly node: string;
  readonly load: number;
}

export type MassacreEntry =
  | NicEntry
  | BondEntry
  | SwitchEntry
  | StackEntry
  | PingFinished
  | GuestLaunched
  | GuestGone
  | ServiceListed
  | NodeInspected
  | LoadSampled;
