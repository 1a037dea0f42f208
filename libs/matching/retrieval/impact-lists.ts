import { impactOf, type PassageStore } from './passage-store.js';
import { wordScore } from './word-score.js';

/**
 * For each term the records that have it, in the order of their numbers, and by how much it lifts each.
 *
 * The lift is a bound: what the term adds to a record's score is at most its lift times what the term tells. A score
 * is the body's plus that of statements, of which the best counts most; the best sum of several is at most the sum of
 * the bests, so that the word score of a term's own impacts is such a bound, term by term. For a record of one
 * statement it is no bound but the thing itself, rounded up.
 */
export interface ImpactLists {
  /** Records, list after list. */
  readonly records: Int32Array;
  /** By posting, in units of `LIFT_STEP`. */
  readonly lifts: Uint16Array;
  /** By term: its first posting; the list ends where that of the next term begins. */
  readonly firstPosting: Int32Array;
}

/** Lifts are at most 8: impacts are below 4, and the body and the statements count for less than twice that. */
export const LIFT_STEP = 1 / 8192;

/** Builds the lists of a store whose terms are numbered below `terms`. */
export function buildImpactLists(store: PassageStore, terms: number): ImpactLists {
  const firstPosting = new Int32Array(terms + 1);
  const last = new Int32Array(terms).fill(-1);
  for (let record = 0; record < store.records; record += 1) {
    const end = store.endOf(record);
    for (let row = store.startOf(record); row < end; row += 1) {
      const id = store.idAt(row);
      if (last[id] !== record) firstPosting[id + 1]! += 1;
      last[id] = record;
    }
  }
  for (let id = 0; id < terms; id += 1) firstPosting[id + 1]! += firstPosting[id]!;

  const records = new Int32Array(firstPosting[terms]!);
  const lifts = new Uint16Array(records.length);
  const next = firstPosting.slice(0, terms);
  forEachLift(store, terms, (record, id, lift) => {
    const at = next[id]!;
    records[at] = record;
    lifts[at] = Math.min(65_535, Math.ceil(lift / LIFT_STEP));
    next[id] = at + 1;
  });
  return { records, lifts, firstPosting };
}

/** Visits each term of each record once, in the order of the records. */
function forEachLift(
  store: PassageStore,
  terms: number,
  visit: (record: number, id: number, lift: number) => void,
): void {
  const body = new Float64Array(terms);
  const best = new Float64Array(terms);
  const all = new Float64Array(terms);
  const ids: number[] = [];
  for (let record = 0; record < store.records; record += 1) {
    ids.length = 0;
    for (let ordinal = 0; ordinal < store.passagesOf(record); ordinal += 1) {
      const end = store.endRow(record, ordinal);
      for (let row = store.firstRow(record, ordinal); row < end; row += 1) {
        const id = store.idAt(row);
        const impact = impactOf(store.weightAt(row));
        if (body[id] === 0 && all[id] === 0) ids.push(id);
        if (ordinal === 0) body[id] = impact;
        else {
          all[id]! += impact;
          if (impact > best[id]!) best[id] = impact;
        }
      }
    }
    for (const id of ids) {
      visit(record, id, wordScore(body[id]!, best[id]!, all[id]!));
      body[id] = best[id] = all[id] = 0;
    }
  }
}
