import { impactOf, type PassageStore } from './passage-store.js';
import { wordScore } from './word-score.js';

/**
 * For each term the records that have it, the ones that it can lift highest first, in groups of nearly equal lift.
 *
 * The lift is a bound: what the term adds to a record's score is at most its lift times what the term tells. A score
 * is the body's plus that of statements, of which the best counts most; the best sum of several is at most the sum of
 * the bests, so that the word score of a term's own impacts is such a bound, term by term.
 */
export interface ImpactLists {
  /** Records, list after list, group after group; within a group in the order of their numbers. */
  readonly records: Int32Array;
  /** By term: its first group; the groups end where those of the next term begin. */
  readonly firstGroup: Int32Array;
  /** By group: its first record; it ends where the next group begins. */
  readonly firstPosting: Int32Array;
  /** By group, see `liftOfLevel`. */
  readonly levels: Uint8Array;
}

/** Levels grow by a factor, four to the double: a bound is at most 19 % too high. Finer ones cost more than they save. */
const LEVELS_A_DOUBLE = 4;
const LOWEST_LIFT = 1 / 64;
const LEVEL_MAX = 255;
/** The most that a posting of each level may lift; the highest level has no bound, so that no lift is too high. */
export const liftOfLevel = Float64Array.from({ length: LEVEL_MAX + 1 }, (_, level) =>
  level === LEVEL_MAX ? Infinity : LOWEST_LIFT * 2 ** (level / LEVELS_A_DOUBLE),
);
const levelOf = (lift: number) =>
  Math.min(LEVEL_MAX, Math.max(0, Math.ceil(Math.log2(lift / LOWEST_LIFT) * LEVELS_A_DOUBLE + 1e-6)));

/** Builds the lists of a store whose terms are numbered below `terms`. */
export function buildImpactLists(store: PassageStore, terms: number): ImpactLists {
  const lifts = readLifts(store, terms);
  const byLevel = sortedBy(lifts.levels, LEVEL_MAX + 1, identity(lifts.levels.length), true);
  const order = sortedBy(lifts.ids, terms, byLevel, false);
  return group(lifts, order, terms);
}

interface Lifts {
  readonly ids: Int32Array;
  readonly records: Int32Array;
  readonly levels: Uint8Array;
}

/** One row a term and record, in the order of the records. */
function readLifts(store: PassageStore, terms: number): Lifts {
  const ids = new Int32Array(store.rows);
  const records = new Int32Array(store.rows);
  const levels = new Uint8Array(store.rows);
  const body = new Float64Array(terms);
  const best = new Float64Array(terms);
  const all = new Float64Array(terms);
  let length = 0;
  for (let record = 0; record < store.records; record += 1) {
    const start = length;
    for (let ordinal = 0; ordinal < store.passagesOf(record); ordinal += 1) {
      const end = store.endRow(record, ordinal);
      for (let row = store.firstRow(record, ordinal); row < end; row += 1) {
        const id = store.idAt(row);
        const impact = impactOf(store.weightAt(row));
        if (body[id] === 0 && all[id] === 0) ids[length++] = id;
        if (ordinal === 0) body[id] = impact;
        else {
          all[id]! += impact;
          best[id] = Math.max(best[id]!, impact);
        }
      }
    }
    for (let row = start; row < length; row += 1) {
      const id = ids[row]!;
      records[row] = record;
      levels[row] = levelOf(wordScore(body[id]!, best[id]!, all[id]!));
      body[id] = best[id] = all[id] = 0;
    }
  }
  return {
    ids: ids.subarray(0, length),
    records: records.subarray(0, length),
    levels: levels.subarray(0, length),
  };
}

const identity = (length: number) => Int32Array.from({ length }, (_, row) => row);

/** Sorts rows by small numbers, by counting them; rows of equal ones keep their order. */
function sortedBy(
  keys: ArrayLike<number>,
  keyEnd: number,
  rows: Int32Array,
  isDescending: boolean,
): Int32Array {
  const next = new Int32Array(keyEnd + 1);
  const place = (key: number) => (isDescending ? keyEnd - 1 - key : key);
  for (let row = 0; row < rows.length; row += 1) next[place(keys[row]!) + 1]! += 1;
  for (let key = 1; key <= keyEnd; key += 1) next[key]! += next[key - 1]!;
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[next[place(keys[row]!)]!++] = row;
  return sorted;
}

function group(lifts: Lifts, order: Int32Array, terms: number): ImpactLists {
  const records = new Int32Array(order.length);
  const firstGroup = new Int32Array(terms + 1);
  const firstPosting: number[] = [];
  const levels: number[] = [];
  let term = -1;
  order.forEach((row, at) => {
    const id = lifts.ids[row]!;
    const level = lifts.levels[row]!;
    records[at] = lifts.records[row]!;
    if (id !== term || level !== levels.at(-1)) {
      while (term < id) firstGroup[++term] = levels.length;
      levels.push(level);
      firstPosting.push(at);
    }
  });
  while (term < terms) firstGroup[++term] = levels.length;
  firstPosting.push(order.length);
  return {
    records,
    firstGroup,
    firstPosting: Int32Array.from(firstPosting),
    levels: Uint8Array.from(levels),
  };
}
