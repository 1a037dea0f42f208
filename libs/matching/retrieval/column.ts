import { numbersPart, type Numbers, type PartReader } from '../parts.js';

/** A growing list of numbers without an object or a pointer each: what an index of millions is made of. */
export class Column<Values extends Numbers> {
  private values: Values;
  private used = 0;

  constructor(private readonly allocate: Allocate<Values>) {
    this.values = new allocate(ROOM_MIN);
  }

  get length(): number {
    return this.used;
  }

  at(index: number): number {
    return this.values[index]!;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }

  push(value: number): void {
    if (this.used === this.values.length) this.resize(Math.max(ROOM_MIN, this.used * 2));
    this.values[this.used] = value;
    this.used += 1;
  }

  /** A view of a part; it sees no more changes once the column has grown. */
  view(start: number, end: number): Values {
    return this.values.subarray(start, end) as Values;
  }

  /** Gives back the room that was kept for growth. */
  trim(): void {
    this.resize(this.used);
  }

  toPart(): Uint8Array {
    return numbersPart(this.values.subarray(0, this.used));
  }

  /** Holds what the next part does, and nothing else. */
  read(parts: PartReader): void {
    this.values = parts.numbers(this.allocate);
    this.used = this.values.length;
  }

  private resize(length: number): void {
    const resized = new this.allocate(length);
    resized.set(this.values.subarray(0, this.used));
    this.values = resized;
  }
}

const ROOM_MIN = 16;

type Allocate<Values> = new (size: number | ArrayBuffer) => Values;
