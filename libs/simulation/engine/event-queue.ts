/** Something that is to happen at a moment of virtual time. */
export class Appointment {
  /**
   * @param order of appointments at the same moment, the one that was made first comes first
   * @param action `undefined` once it was called off
   */
  constructor(
    readonly atMs: number,
    readonly order: number,
    public action: (() => void) | undefined,
  ) {}

  cancel(): void {
    this.action = undefined;
  }
}

/** A binary heap of appointments, soonest first. */
export class EventQueue {
  private readonly heap: Appointment[] = [];

  get size(): number {
    return this.heap.length;
  }

  /** The soonest appointment, without taking it out. */
  get soonest(): Appointment | undefined {
    return this.heap[0];
  }

  add(appointment: Appointment): void {
    const { heap } = this;
    let at = heap.push(appointment) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isSooner(heap[parent]!, appointment)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = appointment;
  }

  take(): Appointment | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isSooner(heap[child + 1]!, heap[child]!)) child += 1;
      if (isSooner(last, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const isSooner = (a: Appointment, b: Appointment) =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
