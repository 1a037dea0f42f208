import type { Entry, Stage } from '../engine/simulation.js';
import { Device, type DeviceEntry } from './device.js';
import type { Nic } from './nic.js';

export interface BondChanged extends Entry {
  readonly kind: 'bond-changed';
  readonly isUp: boolean;
  readonly membersUp: number;
  readonly members: number;
  /** The member that carries frames now; none when all are down. */
  readonly active?: string;
}
export type BondEntry = DeviceEntry | BondChanged;

/** `active-backup`: one member carries everything. `hash`: IEEE 802.3ad, a member for each pair of MAC addresses. */
export type BondMode = 'active-backup' | 'hash';

/** Several cards that look like one. It is up as long as one of them has a link. */
export class Bond extends Device {
  private usable: readonly Nic[];

  constructor(
    protected override readonly stage: Stage<BondEntry>,
    name: string,
    readonly members: readonly [Nic, ...Nic[]],
    private readonly mode: BondMode,
  ) {
    super(stage, name, members[0].mac, members[0].mtuBytes);
    this.usable = members.filter(({ isUp }) => isUp);
    for (const member of members) {
      member.upper = (frame) => {
        if (mode === 'hash' || member === this.usable[0]) this.receive(frame);
      };
      member.onLink = () => this.reassess();
    }
  }

  get isUp(): boolean {
    return this.usable.length > 0;
  }

  override setMtu(bytes: number): void {
    super.setMtu(bytes);
    for (const member of this.members) member.setMtu(bytes);
  }

  protected transmit(frame: Uint8Array): void {
    const { usable, mode } = this;
    if (usable.length === 0) return;
    usable[mode === 'hash' ? macHash(frame) % usable.length : 0]!.send(frame);
  }

  /** A member that is still good goes on being the active one. */
  private reassess(): void {
    const stillUp = this.usable.filter(({ isUp }) => isUp);
    const isNew = (it: Nic) => it.isUp && !stillUp.includes(it);
    this.usable = [...stillUp, ...this.members.filter(isNew)];
    const [active] = this.usable;
    this.stage.note({
      part: this.name,
      kind: 'bond-changed',
      isUp: this.isUp,
      membersUp: this.usable.length,
      members: this.members.length,
      ...(active ? { active: active.name } : {}),
    });
  }
}

/** The layer 2 policy of Linux: the last bytes of both MAC addresses. */
export const macHash = (frame: Uint8Array): number => frame[5]! ^ frame[11]!;
