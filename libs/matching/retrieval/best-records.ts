import type { Bounds } from './bounds.js';
import { liftOfLevel, type ImpactLists } from './impact-lists.js';

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
  contest.bounds.reset();
  const steps = stepsOf(asked, lists);
  let ahead = steps.reduce((total, it) => total + it.end - it.start, 0);
  let pause = ahead * FIRST_PAUSE;
  let least = 0;
  for (const step of steps) {
    contest.bounds.raise(lists.records, step.start, step.end, step.lift);
    ahead -= step.end - step.start;
    const isWorthAPause = step.left * SLACK < least * FEW_LEFT || ahead <= pause;
    if (!isWorthAPause || ahead < SCORING_COST * contest.limit) continue;
    pause = ahead / 2;
    least = leastOfBest(contest);
    if (step.left * SLACK >= least) continue;
    const most = ahead / SCORING_COST;
    const survivors = contest.bounds.atLeast(least / SLACK - step.left, most);
    if (survivors.length <= most) return rank(survivors, contest);
    least = 0;
  }
  return rank(contest.bounds.atLeast(Math.max(Number.MIN_VALUE, leastOfBest(contest) / SLACK)), contest);
}

/** When what is left is this share of a score to beat, few records are expected to be in between. */
const FEW_LEFT = 0.8;
/** The first look at the best comes when a quarter of the postings is read, and later ones when half of the rest is. */
const FIRST_PAUSE = 3 / 4;
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
      const lift = told * liftOfLevel[lists.levels[group]!]!;
      steps.push({ start: lists.firstPosting[group]!, end: lists.firstPosting[group + 1]!, lift, left });
      left = later + lift;
    }
    later = left;
  }
  return steps.reverse();
}

/** A score that as many records have at least as are looked for, found among those of the highest bounds; or 0. */
function leastOfBest({ limit, bounds, isListed, isWanted, score }: Contest): number {
  for (let count = limit; ; count *= 2) {
    const bound = bounds.reachedBy(count);
    if (bound === undefined) return 0;
    const scores = bounds
      .atLeast(bound)
      .filter((record) => isListed[record] === 1 && isWanted(record))
      .map(score);
    if (scores.length >= limit) return scores.sort((a, b) => b - a)[limit - 1]!;
  }
}

function rank(listed: readonly number[], contest: Contest): ScoredRecord[] {
  return [...listed.filter((record) => contest.isListed[record] === 1), ...contest.unlisted]
    .filter((record) => contest.isWanted(record))
    .map((record) => ({ record, score: contest.score(record) }))
    .filter((it) => it.score > 0)
    .sort((a, b) => b.score - a.score || contest.compare(a.record, b.record))
    .slice(0, contest.limit);
}
