import type { Bounds } from './bounds.js';
import { LIFT_STEP, type ImpactLists } from './impact-lists.js';

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
 * The terms that tell most come first. What they lift a record by adds up to a bound of its score, that of a record
 * not met so far being zero. Where the lists are long, the records of the highest bounds are scored now and then; as
 * soon as all that is left cannot lift any other record above the last of these, the rest of the lists, which is mostly
 * the common terms, is not read, and the few records that still might be among the best are scored.
 */
export function bestRecords(
  asked: readonly AskedTerm[],
  lists: ImpactLists,
  contest: Contest,
): ScoredRecord[] {
  const { bounds, limit } = contest;
  bounds.reset();
  const steps = stepsOf(asked, lists);
  const unlisted = scored(contest.unlisted, contest);
  let ahead = steps.reduce((total, it) => total + it.postings, 0);
  let pause = ahead * FIRST_PAUSE;
  for (const { id, told, postings, left } of steps) {
    bounds.raise(lists, id, told);
    ahead -= postings;
    if (ahead > pause || ahead < WORTH_A_PAUSE * limit) continue;
    pause = ahead / 2;
    const least = leastOf([...unlisted, ...highest(contest).found], limit);
    if (left * SLACK >= least) continue;
    const most = ahead / SCORING_COST;
    const survivors = bounds.between(least / SLACK - left, Infinity, most);
    if (survivors.length <= most) return select([...unlisted, ...listed(survivors, contest)], contest);
  }
  const { found, from } = highest(contest);
  const least = leastOf([...unlisted, ...found], limit);
  const others = bounds.between(Math.max(Number.MIN_VALUE, least / SLACK), from);
  return select([...unlisted, ...found, ...listed(others, contest)], contest);
}

/** The first look at the best comes when a third of the postings is read, and later ones when half of the rest is. */
const FIRST_PAUSE = 2 / 3;
/** Scoring a record takes as long as reading about so many postings. */
const SCORING_COST = 50;
/** A look at the best costs about so many postings for each of them. */
const WORTH_A_PAUSE = 500;
/** Bounds are sums of rounded numbers: at most 300 additions, each wrong by at most 2^-24. */
const SLACK = 1.0001;

interface Step extends AskedTerm {
  readonly postings: number;
  /** What all later steps together can lift a record by at most. */
  readonly left: number;
}

function stepsOf(asked: readonly AskedTerm[], { firstPosting, highest }: ImpactLists): Step[] {
  const steps: Step[] = [];
  let left = 0;
  for (const { id, told } of asked.toReversed()) {
    if (id < 0 || id >= highest.length) continue;
    steps.push({ id, told, postings: firstPosting[id + 1]! - firstPosting[id]!, left });
    left += told * LIFT_STEP * highest[id]!;
  }
  return steps.reverse();
}

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
