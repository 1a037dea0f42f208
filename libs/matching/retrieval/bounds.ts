import { LIFT_STEP, type ImpactLists } from './impact-lists.js';

/** A bound for every record, which only ever rises, and the records of the highest ones. */
export class Bounds {
  private readonly values: Float32Array;
  /** The highest bound of each block of records, as of the last look at all of them. */
  private readonly highest: Float32Array;
  private isStale = false;

  constructor(records: number) {
    this.values = new Float32Array(records);
    this.highest = new Float32Array(Math.ceil(records / BLOCK));
  }

  /** All bounds are 0 again. */
  reset(): void {
    this.values.fill(0);
    this.isStale = true;
  }

  /** Raises the bounds of the records of a term by what it lifts them, for as much as it tells. */
  raise({ records, lifts, firstPosting }: ImpactLists, id: number, told: number): void {
    const { values } = this;
    const unit = told * LIFT_STEP;
    const end = firstPosting[id + 1]!;
    for (let at = firstPosting[id]!; at < end; at += 1) values[records[at]!]! += unit * lifts[at]!;
    this.isStale = true;
  }

  /** Records whose bound is at least this, which is above 0, and below `before`. */
  between(bound: number, before = Infinity): number[] {
    this.refresh();
    const { values, highest } = this;
    const found: number[] = [];
    for (let block = 0; block < highest.length; block += 1) {
      if (highest[block]! < bound) continue;
      const end = Math.min(values.length, (block + 1) * BLOCK);
      for (let record = block * BLOCK; record < end; record += 1) {
        if (values[record]! >= bound && values[record]! < before) found.push(record);
      }
    }
    return found;
  }

  /** A bound that so many records reach at least, and few more; undefined if fewer blocks have any bound. */
  reachedBy(count: number): number | undefined {
    this.refresh();
    const { highest } = this;
    let top = 0;
    for (const it of highest) if (it > top) top = it;
    const shares = new Int32Array(SHARES + 1);
    const scale = SHARES / top;
    for (const it of highest) shares[Math.floor(it * scale)]! += 1;
    let reached = 0;
    for (let share = SHARES; share > 0; share -= 1) {
      reached += shares[share]!;
      if (reached >= count) return share / scale;
    }
    return undefined;
  }

  private refresh(): void {
    if (!this.isStale) return;
    const { values, highest } = this;
    for (let block = 0, record = 0; block < highest.length; block += 1) {
      const end = Math.min(values.length, record + BLOCK);
      let top = 0;
      for (; record < end; record += 1) if (values[record]! > top) top = values[record]!;
      highest[block] = top;
    }
    this.isStale = false;
  }
}

const BLOCK = 16;
/** Into so many classes bounds are sorted to find a bound that some number of them reach. */
const SHARES = 256;
