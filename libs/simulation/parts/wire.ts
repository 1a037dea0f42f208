import type { Entry, Stage } from '../engine/simulation.js';

/** What a wire ends in: a NIC or the port of a switch. */
export interface WireEnd {
  /** Whether it is switched on; somebody who changes it calls `wire.settle()`. */
  readonly isEnabled: boolean;
  plug(wire: Wire): void;
  arrive(frame: Uint8Array): void;
  linkChanged(isUp: boolean): void;
}

export interface LinkChanged extends Entry {
  readonly kind: 'link-changed';
  readonly isUp: boolean;
}

/** Joins two ends. The link is up while both are switched on and nobody has cut it; what is on its way then arrives. */
export class Wire {
  private isCut = false;
  private wasUp = true;

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly one: WireEnd,
    private readonly other: WireEnd,
    private readonly latencyMs: number,
  ) {
    one.plug(this);
    other.plug(this);
  }

  get isUp(): boolean {
    return !this.isCut && this.one.isEnabled && this.other.isEnabled;
  }

  carry(frame: Uint8Array, from: WireEnd): void {
    if (!this.isUp) return;
    const to = from === this.one ? this.other : this.one;
    this.stage.after(this.latencyMs, () => {
      if (this.isUp) to.arrive(frame);
    });
  }

  cut(): void {
    this.isCut = true;
    this.settle();
  }

  mend(): void {
    this.isCut = false;
    this.settle();
  }

  /** Tells both ends if the link has gone up or down. */
  settle(): void {
    const { isUp, wasUp } = this;
    if (isUp === wasUp) return;
    this.wasUp = isUp;
    this.one.linkChanged(isUp);
    this.other.linkChanged(isUp);
  }
}
