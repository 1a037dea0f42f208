/** Which place a term has in a report, by the term's number: a hash table small enough to stay close to the processor. */
export class TermTable {
  private readonly keys: Int32Array;
  private readonly places: Int32Array;
  private readonly shift: number;

  /** `ids` are the terms' numbers in the order of their places; negative ones stand for unknown terms. */
  constructor(ids: readonly number[]) {
    const bits = Math.max(4, Math.ceil(Math.log2(ids.length * SPARSENESS + 1)));
    this.shift = 32 - bits;
    this.keys = new Int32Array(1 << bits).fill(-1);
    this.places = new Int32Array(1 << bits);
    ids.forEach((id, place) => {
      if (id >= 0) this.set(id, place);
    });
  }

  /** The place of a term, or -1. */
  placeOf(id: number): number {
    const { keys } = this;
    let at = this.start(id);
    for (; keys[at] !== -1; at = (at + 1) & (keys.length - 1)) {
      if (keys[at] === id) return this.places[at]!;
    }
    return -1;
  }

  private set(id: number, place: number): void {
    let at = this.start(id);
    while (this.keys[at] !== -1) at = (at + 1) & (this.keys.length - 1);
    this.keys[at] = id;
    this.places[at] = place;
  }

  private start(id: number): number {
    return Math.imul(id, GOLDEN_RATIO) >>> this.shift;
  }
}

/** Slots a term: most terms that are looked up are not in the table, and should find an empty slot at once. */
const SPARSENESS = 4;
/** 2^32 over the golden ratio, which spreads consecutive numbers. */
const GOLDEN_RATIO = 0x9e3779b1;
