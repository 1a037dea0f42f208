import type { Stage } from '../engine/simulation.js';
import { Device, type DeviceEntry } from './device.js';
import type { LinkChanged, Wire, WireEnd } from './wire.js';

export type NicEntry = DeviceEntry | LinkChanged;

/** A network card at the end of a wire, or the virtual card of a guest, or the tap on the hypervisor's side of one. */
export class Nic extends Device implements WireEnd {
  /** Told when the link has gone up or down. */
  onLink: (() => void) | undefined;
  private wire: Wire | undefined;
  private isOn = true;

  constructor(
    protected override readonly stage: Stage<NicEntry>,
    name: string,
    mac: string,
    mtuBytes: number,
  ) {
    super(stage, name, mac, mtuBytes);
  }

  get isEnabled(): boolean {
    return this.isOn;
  }

  get isUp(): boolean {
    return this.wire?.isUp ?? false;
  }

  plug(wire: Wire): void {
    this.wire = wire;
  }

  /** Switches it on or off; a broken card is off. */
  enable(isOn: boolean): void {
    this.isOn = isOn;
    this.wire?.settle();
  }

  arrive(frame: Uint8Array): void {
    this.receive(frame);
  }

  linkChanged(isUp: boolean): void {
    this.stage.note({ part: this.name, kind: 'link-changed', isUp });
    this.onLink?.();
  }

  protected transmit(frame: Uint8Array): void {
    this.wire?.carry(frame, this);
  }
}
