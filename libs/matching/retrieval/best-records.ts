import { liftOf, type ImpactLists } from './impact-lists.js';

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
  /** False for records that are not wanted, and for those that the lists are wrong about. */
  isListed(record: number): boolean;
  isWanted(record: number): boolean;
  score(record: number): number;
  /** The order of records of equal score. */
  compare(record: number, other: number): number;
  /** Room for one number a record, whatever it holds. */
  readonly bounds: Float32Array;
}

/**
 * The records of the highest scores, exactly: those that a score of every record would put first.
 *
 * The terms that tell most come first, and of each the records that it lifts most; what they lift a record by adds up
 * to a bound of its score, that of a record not met so far being zero. Now and then the records of the highest bounds
 * are scored. As soon as all that is left cannot lift any other record above the last of these, the rest of the lists,
 * which is mostly the common terms, is not read, and the few records that still might be among the best are scored.
 */
export function bestRecords(
  asked: readonly AskedTerm[],
  lists: ImpactLists,
  contest: Contest,
): ScoredRecord[] {
  const { bounds } = contest;
  bounds.fill(0);
  const steps = stepsOf(asked, lists);
  let ahead = steps.reduce((total, it) => total + it.end - it.start, 0);
  let pause = ahead / 2;
  for (const { start, end, lift, left } of steps) {
    for (let at = start; at < end; at += 1) bounds[lists.records[at]!]! += lift;
    ahead -= end - start;
    if (ahead === 0) break;
    if (ahead > pause || ahead < SCORING_COST * contest.limit) continue;
    pause = ahead / 2;
    const least = leastOfBest(contest);
    if (left * SLACK >= least) continue;
    const survivors = recordsAbove(least / SLACK - left, contest);
    if (survivors.length * SCORING_COST < ahead) return rank(survivors, contest);
  }
  return rank(recordsAbove(leastOfBest(contest) / SLACK, contest), contest);
}

/** Scoring a record takes as long as reading about so many postings. */
const SCORING_COST = 50;
/** Bounds are sums of rounded numbers: at most 300 additions, each wrong by at most 2^-24. */
const SLACK = 1.0001;

interface Step {
  readonly start: number;
  readonly end: number;
  /** What each record of the step is lifted by at most. */
  readonly lift: number;
  /** What all later steps together can lift a record by at most. */
  readonly left: number;
}

function stepsOf(asked: readonly AskedTerm[], lists: ImpactLists): Step[] {
  const steps: Step[] = [];
  let later = 0;
  for (const { id, told } of asked.toReversed()) {
    if (id < 0 || id + 1 >= lists.firstGroup.length) continue;
    let left = later;
    for (let group = lists.firstGroup[id + 1]! - 1; group >= lists.firstGroup[id]!; group -= 1) {
      const lift = told * liftOf(lists.levels[group]!);
      steps.push({ start: lists.firstPosting[group]!, end: lists.firstPosting[group + 1]!, lift, left });
      left = later + lift;
    }
    later = left;
  }
  return steps.reverse();
}

/** The lowest score among as many records as are looked for, picked by their bounds; 0 if there are fewer. */
function leastOfBest(contest: Contest): number {
  const { limit, bounds } = contest;
  const best = new Int32Array(limit);
  let found = 0;
  for (let record = 0; record < bounds.length; record += 1) {
    const bound = bounds[record]!;
    if (bound === 0 || (found === limit && bound <= bounds[best[limit - 1]!]!)) continue;
    if (!contest.isListed(record) || !contest.isWanted(record)) continue;
    if (found < limit) found += 1;
    let place = found - 1;
    for (; place > 0 && bounds[best[place - 1]!]! < bound; place -= 1) best[place] = best[place - 1]!;
    best[place] = record;
  }
  if (found < limit) return 0;
  return best.reduce((least, record) => Math.min(least, contest.score(record)), Infinity);
}

/** The records that any term lifts, and to the given bound at least. */
function recordsAbove(least: number, contest: Contest): number[] {
  const { bounds } = contest;
  const above: number[] = [];
  for (let record = 0; record < bounds.length; record += 1) {
    const bound = bounds[record]!;
    if (bound > 0 && bound >= least && contest.isListed(record)) above.push(record);
  }
  return above;
}

function rank(listed: readonly number[], contest: Contest): ScoredRecord[] {
  return [...listed, ...contest.unlisted]
    .filter((record) => contest.isWanted(record))
    .map((record) => ({ record, score: contest.score(record) }))
    .filter((it) => it.score > 0)
    .sort((a, b) => b.score - a.score || contest.compare(a.record, b.record))
    .slice(0, contest.limit);
}
