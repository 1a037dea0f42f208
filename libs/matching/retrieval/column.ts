type Numbers = Int32Array | Uint16Array | Uint8Array;

/** A growing list of numbers without an object or a pointer each: what an index of millions is made of. */
export class Column<Values extends Numbers> {
  private values: Values;
  private used = 0;

  constructor(private readonly allocate: new (length: number) => Values) {
    this.values = new allocate(16);
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
    if (this.used === this.values.length) this.resize(this.used * 2);
    this.values[this.used] = value;
    this.used += 1;
  }

  /** A view of a part; it sees no more changes once the column has grown. */
  view(start: number, end: number): Values {
    return this.values.subarray(start, end) as Values;
  }

  /** Gives back the room that was kept for growth. */
  trim(): void {
    this.resize(Math.max(16, this.used));
  }

  private resize(length: number): void {
    const resized = new this.allocate(length);
    resized.set(this.values.subarray(0, this.used));
    this.values = resized;
  }
}
