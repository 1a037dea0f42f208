import type { Bounds } from './bounds.js';
import type { ImpactLists } from './impact-lists.js';

/** A term that is looked up, and what a mention of it adds to a score for each unit of impact. */
export interface AskedTerm {
  /** Number in the dictionary; -1 if no record has it. */
  readonly id: number;
  readonly told: number;
}

export interface ScoredRecord {
  readonly record: number;
  readonly score: number;
}

/** What a search has to know of records besides the lists. */
export interface Contest {
  readonly limit: number;
  /** Records that the lists know nothing of; they are scored one by one. */
  readonly unlisted: Iterable<number>;
  /** By record: 0 if the lists are wrong about it. */
  readonly isListed: Uint8Array;
  readonly isWanted: (record: number) => boolean;
  readonly score: (record: number) => number;
  /** The order of records of equal score. */
  readonly compare: (record: number, other: number) => number;
  /** Room for a bound a record, whatever it holds. */
  readonly bounds: Bounds;
}

/**
 * The records of the highest scores, exactly: those that a score of every record would put first.
 *
 * What the terms lift a record by adds up to a bound of its score, which few records are behind; those of the highest
 * bounds are scored, and then those whose bound is above the last of the best. To stop reading the lists once nothing
 * else could be among the best was tried and took longer, with 30,000 records and with 300,000: what is left then is
 * read in a row, which costs less than to find out whether it can be left out.
 */
export function bestRecords(
  asked: readonly AskedTerm[],
  lists: ImpactLists,
  contest: Contest,
): ScoredRecord[] {
  const { bounds, limit } = contest;
  bounds.reset();
  for (const { id, told } of asked) {
    if (id >= 0 && id + 1 < lists.firstPosting.length) bounds.raise(lists, id, told);
  }
  const unlisted = scored(contest.unlisted, contest);
  const { found, from } = highest(contest);
  const least = leastOf([...unlisted, ...found], limit);
  const others = bounds.between(Math.max(Number.MIN_VALUE, least / SLACK), from);
  return select([...unlisted, ...found, ...listed(others, contest)], contest);
}

/** Bounds are sums of rounded numbers: at most 300 additions, each wrong by at most 2^-24. */
const SLACK = 1.0001;

/** The scores of records of the highest bounds, down to some bound: as many as are looked for, if there are. */
function highest(contest: Contest): { readonly found: ScoredRecord[]; readonly from: number } {
  const { limit, bounds } = contest;
  const found: ScoredRecord[] = [];
  let from = Infinity;
  for (let count = limit; ; count *= 2) {
    const bound = bounds.reachedBy(count);
    found.push(...listed(bounds.between(bound ?? Number.MIN_VALUE, from), contest));
    from = bound ?? Number.MIN_VALUE;
    if (bound === undefined || found.length >= limit) return { found, from };
  }
}

/** A score that as many records have at least as are looked for; or 0. */
function leastOf(found: readonly ScoredRecord[], limit: number): number {
  if (found.length < limit) return 0;
  return Float64Array.from(found, (it) => -it.score).sort()[limit - 1]! * -1;
}

const listed = (records: readonly number[], contest: Contest) =>
  scored(
    records.filter((record) => contest.isListed[record] === 1),
    contest,
  );

function scored(records: Iterable<number>, { isWanted, score }: Contest): ScoredRecord[] {
  const found: ScoredRecord[] = [];
  for (const record of records) if (isWanted(record)) found.push({ record, score: score(record) });
  return found;
}

function select(found: readonly ScoredRecord[], { limit, compare }: Contest): ScoredRecord[] {
  return found
    .filter((it) => it.score > 0)
    .sort((a, b) => b.score - a.score || compare(a.record, b.record))
    .slice(0, limit);
}
