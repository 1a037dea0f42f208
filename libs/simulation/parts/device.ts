import type { Entry, Stage } from '../engine/simulation.js';
import { HEADER_BYTES, outermostVlan, popTag, TAG_BYTES } from '../frames/ethernet.js';

export interface FrameDropped extends Entry {
  readonly kind: 'frame-dropped';
  readonly reason: 'over-mtu' | 'filtered';
  readonly frameBytes: number;
}
export type DeviceEntry = FrameDropped;

export type Direction = 'in' | 'out';
export type Watcher = (frame: Uint8Array, direction: Direction) => void;

/**
 * Whether an interface takes a frame: its MTU counts what follows the header, and one tag is allowed on top of it, as
 * IEEE 802.3ac has it.
 */
export const fits = (frame: Uint8Array, mtuBytes: number): boolean =>
  frame.length <= mtuBytes + HEADER_BYTES + TAG_BYTES;

/**
 * A network device of a host. Frames of the host leave through it (`send`), and those that come in (`receive`) are
 * handed up: to the VLAN device of their outermost tag if there is one, else to whoever is on top. Both ways it drops
 * what is too long for it, and tells nobody.
 */
export abstract class Device {
  /** A bridge or bond that it is a port of, or the host's stack. */
  upper: ((frame: Uint8Array) => void) | undefined;
  private readonly vlans = new Map<number, Device>();
  private readonly watchers: Watcher[] = [];
  private mtu: number;

  constructor(
    protected readonly stage: Stage<DeviceEntry>,
    readonly name: string,
    readonly mac: string,
    mtuBytes: number,
  ) {
    this.mtu = mtuBytes;
  }

  abstract get isUp(): boolean;
  protected abstract transmit(frame: Uint8Array): void;

  get mtuBytes(): number {
    return this.mtu;
  }

  setMtu(bytes: number): void {
    this.mtu = bytes;
  }

  send(frame: Uint8Array): void {
    if (this.pass(frame, 'out')) this.transmit(frame);
  }

  receive(frame: Uint8Array): void {
    if (!this.pass(frame, 'in')) return;
    const id = this.vlans.size > 0 ? outermostVlan(frame) : undefined;
    const vlan = id === undefined ? undefined : this.vlans.get(id);
    if (vlan) vlan.receive(popTag(frame));
    else this.upper?.(frame);
  }

  /** Lets somebody see what passes, as tcpdump does. */
  watch(watcher: Watcher): void {
    this.watchers.push(watcher);
  }

  /** Used by VLAN devices, which come and go. */
  stack(id: number, vlan: Device | undefined): void {
    if (vlan) this.vlans.set(id, vlan);
    else this.vlans.delete(id);
  }

  private pass(frame: Uint8Array, direction: Direction): boolean {
    if (!fits(frame, this.mtu)) {
      this.drop('over-mtu', frame);
      return false;
    }
    this.stage.capture(this.name, frame);
    for (const watch of this.watchers) watch(frame, direction);
    return true;
  }

  protected drop(reason: FrameDropped['reason'], frame: Uint8Array): void {
    this.stage.note({ part: this.name, kind: 'frame-dropped', reason, frameBytes: frame.length });
  }
}
