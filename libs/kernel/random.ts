/** Random numbers, handed in; a seed fixes the whole sequence. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
}

/** The mulberry32 generator (Tommy Ettinger, public domain): 32 bits of state, ample for tests and simulations. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}
