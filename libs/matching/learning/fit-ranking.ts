import { sum } from '../sum.js';
import { solve } from './solve.js';
import { wordFeatures, type RankingWeights, type WordFeatures } from './word-features.js';

/** A candidate for a report whose incident is known. */
export interface RankingCandidate {
  readonly words: WordFeatures;
  /** What speaks for it apart from the words, in logits. */
  readonly besides: number;
  readonly isRight: boolean;
}

/** The candidates for one report, laid out for the fit. */
export interface RankingExample {
  /** How much the report counts. */
  readonly weight: number;
  /** The features of one candidate after the other. */
  readonly rows: Float64Array;
  readonly besides: Float64Array;
  readonly isRight: Uint8Array;
}

export function rankingExample(candidates: readonly RankingCandidate[], weight: number): RankingExample {
  const rows = new Float64Array(candidates.length * SIZE);
  let at = 0;
  for (const { words } of candidates) for (const name of wordFeatures) rows[at++] = words[name];
  return {
    weight,
    rows,
    besides: Float64Array.from(candidates, (it) => it.besides),
    isRight: Uint8Array.from(candidates, (it) => Number(it.isRight)),
  };
}

const SIZE = wordFeatures.length;
/** Keeps weights small where the examples do not ask for more. */
const PENALTY = 6;
const STEPS_MAX = 20;
/** A step that would make matters worse is halved, down to this part of it. */
const STRIDE_MIN = 1e-3;
/** A step so small, in standard deviations of a feature, is the last one. */
const STEP_MIN = 1e-3;

/**
 * Fits the weights by which a right candidate comes before the others: listwise logistic regression with a quadratic
 * penalty, by Newton's method. The same examples give the same weights.
 */
export function fitRanking(examples: readonly RankingExample[]): RankingWeights {
  const useful = examples.filter(({ isRight }) => isRight.includes(1));
  const scales = scalesOf(useful);
  const lists = useful.map((it) => ({ ...it, rows: scaled(it.rows, scales) }));

  let solution = new Float64Array(SIZE);
  let loss = lossOf(lists, solution);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const change = newtonStep(lists, solution);
    let stride = 1;
    let next = moved(solution, change, stride);
    let nextLoss = lossOf(lists, next);
    while (!(nextLoss <= loss) && stride > STRIDE_MIN) {
      stride /= 2;
      next = moved(solution, change, stride);
      nextLoss = lossOf(lists, next);
    }
    [solution, loss] = [next, nextLoss];
    if (change.every((it) => Math.abs(it * stride) < STEP_MIN)) break;
  }
  return Object.fromEntries(
    wordFeatures.map((name, at) => [name, solution[at]! / scales[at]!]),
  ) as RankingWeights;
}

const moved = (from: Float64Array, change: Float64Array, stride: number) =>
  from.map((it, at) => it - stride * change[at]!);

/** The step to the least of the parabola that the loss is like here. */
function newtonStep(lists: readonly RankingExample[], solution: Float64Array): Float64Array {
  const gradient = solution.map((it) => 2 * PENALTY * it);
  const curvature = Array.from({ length: SIZE }, (_, at) => {
    const row = new Float64Array(SIZE);
    row[at] = 2 * PENALTY;
    return row;
  });
  for (const list of lists) addList(list, solution, gradient, curvature);
  return solve(curvature, gradient);
}

/** How unlikely the right candidates are held to be, in nats, and the penalty. */
function lossOf(lists: readonly RankingExample[], solution: Float64Array): number {
  const surprise = (list: RankingExample) => {
    const { all, right } = oddsOf(list, solution);
    return list.weight * Math.log(all / right);
  };
  return sum(lists, surprise) + PENALTY * sum(solution, (it) => it * it);
}

/** The odds of each candidate, of all and of the right ones together. */
function oddsOf({ rows, besides, isRight }: RankingExample, solution: Float64Array) {
  const odds = Float64Array.from(besides);
  for (let row = 0; row < odds.length; row += 1) {
    for (let i = 0; i < SIZE; i += 1) odds[row]! += rows[row * SIZE + i]! * solution[i]!;
  }
  const top = odds.reduce((most, it) => Math.max(most, it), -Infinity);
  let [all, right] = [0, 0];
  for (let row = 0; row < odds.length; row += 1) {
    odds[row] = Math.exp(odds[row]! - top);
    all += odds[row]!;
    if (isRight[row]) right += odds[row]!;
  }
  return { odds, all, right };
}

/** Adds the gradient of one report's loss, and the curvature of the part of it that is convex. */
function addList(
  list: RankingExample,
  solution: Float64Array,
  gradient: Float64Array,
  curvature: readonly Float64Array[],
): void {
  const { weight, rows, isRight } = list;
  const { odds, all, right } = oddsOf(list, solution);
  const mean = new Float64Array(SIZE);
  for (let row = 0; row < odds.length; row += 1) {
    const chance = odds[row]! / all;
    const pull = chance - (isRight[row] ? odds[row]! / right : 0);
    for (let i = 0; i < SIZE; i += 1) {
      const value = rows[row * SIZE + i]!;
      mean[i]! += chance * value;
      gradient[i]! += weight * pull * value;
      const line = curvature[i]!;
      const bend = weight * chance * value;
      for (let j = 0; j <= i; j += 1) line[j]! += bend * rows[row * SIZE + j]!;
    }
  }
  for (let i = 0; i < SIZE; i += 1) {
    for (let j = 0; j <= i; j += 1) curvature[i]![j]! -= weight * mean[i]! * mean[j]!;
  }
}

/** The standard deviation of each feature, so that the penalty treats all alike. */
function scalesOf(lists: readonly RankingExample[]): Float64Array {
  const count = sum(lists, ({ besides }) => besides.length);
  const [means, variances] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  for (const { rows } of lists) {
    for (let at = 0; at < rows.length;) {
      for (let i = 0; i < SIZE; i += 1, at += 1) means[i]! += rows[at]! / count;
    }
  }
  for (const { rows } of lists) {
    for (let at = 0; at < rows.length;) {
      for (let i = 0; i < SIZE; i += 1, at += 1) variances[i]! += (rows[at]! - means[i]!) ** 2 / count;
    }
  }
  return variances.map((it) => Math.sqrt(it) || 1);
}

function scaled(rows: Float64Array, scales: Float64Array): Float64Array {
  const result = new Float64Array(rows.length);
  for (let at = 0; at < rows.length;) {
    for (let i = 0; i < SIZE; i += 1, at += 1) result[at] = rows[at]! / scales[i]!;
  }
  return result;
}
