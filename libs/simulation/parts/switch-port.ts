import type { Stage } from '../engine/simulation.js';
import { fits, type FrameDropped } from './device.js';
import type { LinkChanged, Wire, WireEnd } from './wire.js';

export type SwitchPortEntry = FrameDropped | LinkChanged;

/** A socket of a switch. Frames that are too long for it are giants: counted, and dropped. */
export class SwitchPort implements WireEnd {
  /** Takes what comes in; the switch sets it. */
  upper: ((frame: Uint8Array) => void) | undefined;
  private wire: Wire | undefined;
  private isOn = true;
  private readonly label: string;

  /** @param chassis the device that it is a socket of: two of them can act as one switch */
  constructor(
    private readonly stage: Stage<SwitchPortEntry>,
    readonly chassis: string,
    readonly name: string,
    public mtuBytes: number,
  ) {
    this.label = `${chassis}/${name}`;
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

  enable(isOn: boolean): void {
    this.isOn = isOn;
    this.wire?.settle();
  }

  send(frame: Uint8Array): void {
    if (this.pass(frame)) this.wire?.carry(frame, this);
  }

  arrive(frame: Uint8Array): void {
    if (this.pass(frame)) this.upper?.(frame);
  }

  linkChanged(isUp: boolean): void {
    this.stage.note({ part: this.label, kind: 'link-changed', isUp });
  }

  private pass(frame: Uint8Array): boolean {
    if (fits(frame, this.mtuBytes)) {
      this.stage.capture(this.label, frame);
      return true;
    }
    const entry = { kind: 'frame-dropped', reason: 'over-mtu', frameBytes: frame.length } as const;
    this.stage.note({ part: this.label, ...entry });
    return false;
  }
}
