import type { Entry, Stage } from '../engine/simulation.js';

/** A process that lives in the memory of a host. */
export interface Resident {
  residentMb(): number;
  setSpeed(speed: number): void;
  /** The kernel ends it for want of memory. */
  kill(): void;
}

export interface HostSample extends Entry {
  readonly kind: 'host-sample';
  readonly ramMb: number;
  readonly residentMb: number;
  readonly swapSizeMb: number;
  /** Of that, in use. */
  readonly swapMb: number;
}

/** How slow processes get when the pages they work on are on disk. */
const SPEED_WHEN_SWAPPING = 1 / 25;

/**
 * The memory of one machine. What exceeds it goes to swap, and everything on the machine is slow from then on; when
 * swap is full too, the kernel ends the largest process.
 */
export class MemoryHost {
  private readonly processes: Resident[] = [];

  constructor(
    private readonly stage: Stage<HostSample>,
    private readonly name: string,
    public ramMb: number,
    private readonly swapSizeMb: number,
  ) {}

  house(it: Resident): void {
    this.processes.push(it);
  }

  /** Looks at the sizes of the processes again; to be called whenever one of them has changed. */
  settle(): void {
    if (this.residentMb() > this.ramMb + this.swapSizeMb) {
      this.processes.reduce((one, other) => (other.residentMb() > one.residentMb() ? other : one)).kill();
    }
    const speed = this.swapMb() > 0 ? SPEED_WHEN_SWAPPING : 1;
    for (const it of this.processes) it.setSpeed(speed);
  }

  swapMb(): number {
    return Math.max(0, this.residentMb() - this.ramMb);
  }

  sample(): void {
    this.settle();
    const [residentMb, swapMb] = [this.residentMb(), this.swapMb()].map(Math.round) as [number, number];
    const { ramMb, swapSizeMb } = this;
    this.stage.note({ part: this.name, kind: 'host-sample', ramMb, residentMb, swapSizeMb, swapMb });
  }

  private residentMb(): number {
    return this.processes.reduce((sum, it) => sum + it.residentMb(), 0);
  }
}
