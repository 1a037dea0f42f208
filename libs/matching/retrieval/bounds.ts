/**
 * A bound for every record, which only ever rises. Records come in blocks that know their highest bound, so that those
 * above some bound are found without a look at all of them.
 */
export class Bounds {
  private readonly values: Float32Array;
  private readonly highest: Float32Array;

  constructor(records: number) {
    this.values = new Float32Array(records);
    this.highest = new Float32Array((records >> BLOCK_BITS) + 1);
  }

  /** All bounds are 0 again. */
  reset(): void {
    this.values.fill(0);
    this.highest.fill(0);
  }

  /** Raises the bounds of the records from one place of a list to before another. */
  raise(records: Int32Array, start: number, end: number, by: number): void {
    const { values, highest } = this;
    for (let at = start; at < end; at += 1) {
      const record = records[at]!;
      const value = (values[record]! += by);
      const block = record >> BLOCK_BITS;
      if (value > highest[block]!) highest[block] = value;
    }
  }

  /** Records with at least this bound, which is above 0; it gives up soon after it has found more than `most`. */
  atLeast(bound: number, most = Infinity): number[] {
    const { values, highest } = this;
    const found: number[] = [];
    for (let block = 0; block < highest.length && found.length <= most; block += 1) {
      if (highest[block]! < bound) continue;
      const end = Math.min(values.length, (block + 1) << BLOCK_BITS);
      for (let record = block << BLOCK_BITS; record < end; record += 1) {
        if (values[record]! >= bound) found.push(record);
      }
    }
    return found;
  }

  /** A bound that so many records reach at least, and few more; undefined if fewer blocks have any bound. */
  reachedBy(count: number): number | undefined {
    const { highest } = this;
    let top = 0;
    for (const it of highest) if (it > top) top = it;
    const shares = new Int32Array(SHARES + 1);
    for (const it of highest) shares[Math.floor((it / top) * SHARES)]! += 1;
    let reached = 0;
    for (let share = SHARES; share > 0; share -= 1) {
      reached += shares[share]!;
      if (reached >= count) return (share / SHARES) * top;
    }
    return undefined;
  }
}

const BLOCK_BITS = 4;
/** Into so many classes bounds are sorted to find a bound that some number of them reach. */
const SHARES = 256;
