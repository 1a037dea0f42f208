/** Memory that fills steadily up to a size, as a message does that comes in over a wire. */
export interface Allocation {
  readonly fromMs: number;
  readonly bytes: number;
  readonly bytesPerMs: number;
  /** It is given back then, if not before. */
  readonly untilMs: number;
}

/** What is smaller than this is there at once. */
const SMALL_BYTES = 1_000_000;

/** The memory of one broker process: what it needs when idle, and what messages take while they are in it. */
export class BrokerMemory {
  /** Those that still fill, or that end by themselves. */
  private readonly changing = new Set<Allocation>();
  private readonly settled = new Set<Allocation>();
  private settledBytes = 0;

  constructor(readonly idleBytes: number) {}

  /** Whether it grows or shrinks without anything being allocated or freed. */
  get isChanging(): boolean {
    return this.changing.size > 0;
  }

  allocate(fromMs: number, bytes: number, bytesPerMs: number): Allocation {
    const allocation = { fromMs, bytes, bytesPerMs, untilMs: Infinity };
    if (bytes < SMALL_BYTES) this.settle(allocation);
    else this.changing.add(allocation);
    return allocation;
  }

  /** For a copy that is needed up to a moment; that of a small message is not worth counting. */
  allocateUntil(untilMs: number, fromMs: number, bytes: number, bytesPerMs: number): void {
    if (bytes >= SMALL_BYTES) this.changing.add({ fromMs, bytes, bytesPerMs, untilMs });
  }

  free(allocation: Allocation): void {
    this.changing.delete(allocation);
    if (this.settled.delete(allocation)) this.settledBytes -= allocation.bytes;
  }

  clear(): void {
    this.changing.clear();
    this.settled.clear();
    this.settledBytes = 0;
  }

  usedBytes(nowMs: number): number {
    let used = this.idleBytes;
    for (const allocation of this.changing) {
      const { fromMs, bytes, bytesPerMs, untilMs } = allocation;
      const filled = (nowMs - fromMs) * bytesPerMs;
      if (untilMs <= nowMs) this.changing.delete(allocation);
      else if (filled < bytes) used += filled;
      else if (untilMs < Infinity) used += bytes;
      else this.settle(allocation);
    }
    return used + this.settledBytes;
  }

  private settle(allocation: Allocation): void {
    this.changing.delete(allocation);
    this.settled.add(allocation);
    this.settledBytes += allocation.bytes;
  }
}
