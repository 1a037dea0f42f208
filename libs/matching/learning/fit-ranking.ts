import { sum } from '../sum.js';
import { solve } from './solve.js';
import { wordFeatures, type RankingWeights, type WordFeatures } from './word-features.js';

/** A report whose incident is known: the candidates, which of them are right, and how much the report counts. */
export interface RankingExample {
  readonly candidates: readonly {
    readonly words: WordFeatures;
    readonly besides: number;
    readonly isRight: boolean;
  }[];
  readonly weight: number;
}

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
  const useful = examples.filter(({ candidates }) => candidates.some((it) => it.isRight));
  const size = wordFeatures.length;
  const lists = useful.map(listOf);
  const scales = scalesOf(lists, size);
  for (const { rows } of lists) rows.forEach((value, at) => (rows[at] = value / scales[at % size]!));

  let solution = new Float64Array(size);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const gradient = solution.map((it) => 2 * PENALTY * it);
    const curvature = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = 2 * PENALTY;
      return row;
    });
    for (const list of lists) addList(list, solution, gradient, curvature);
    const change = solve(curvature, gradient);
    const before = lossOf(lists, solution);
    let stride = 1;
    let next = moved(solution, change, stride);
    while (!(lossOf(lists, next) <= before) && stride > STRIDE_MIN) {
      stride /= 2;
      next = moved(solution, change, stride);
    }
    solution = next;
    if (change.every((it) => Math.abs(it * stride) < STEP_MIN)) break;
  }
  return Object.fromEntries(
    wordFeatures.map((name, at) => [name, solution[at]! / scales[at]!]),
  ) as RankingWeights;
}

interface List {
  readonly weight: number;
  /** The features of one candidate after the other. */
  readonly rows: Float64Array;
  readonly besides: Float64Array;
  readonly isRight: Uint8Array;
}

function listOf({ candidates, weight }: RankingExample): List {
  const rows = new Float64Array(candidates.length * wordFeatures.length);
  let at = 0;
  for (const { words } of candidates) for (const name of wordFeatures) rows[at++] = words[name];
  return {
    weight,
    rows,
    besides: Float64Array.from(candidates, (it) => it.besides),
    isRight: Uint8Array.from(candidates, (it) => Number(it.isRight)),
  };
}

const moved = (from: Float64Array, change: Float64Array, stride: number) =>
  from.map((it, at) => it - stride * change[at]!);

/** How unlikely the right candidates are held to be, in nats, and the penalty. */
function lossOf(lists: readonly List[], solution: Float64Array): number {
  const surprise = (list: List) => {
    const { all, right } = oddsOf(list, solution);
    return list.weight * Math.log(all / right);
  };
  return sum(lists, surprise) + PENALTY * sum(solution, (it) => it * it);
}

/** The odds of each candidate, of all and of the right ones together. */
function oddsOf({ rows, besides, isRight }: List, solution: Float64Array) {
  const size = solution.length;
  const odds = Float64Array.from(besides);
  for (let row = 0; row < odds.length; row += 1) {
    for (let i = 0; i < size; i += 1) odds[row]! += rows[row * size + i]! * solution[i]!;
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
  list: List,
  solution: Float64Array,
  gradient: Float64Array,
  curvature: readonly Float64Array[],
): void {
  const { weight, rows, isRight } = list;
  const size = solution.length;
  const { odds, all, right } = oddsOf(list, solution);
  const mean = new Float64Array(size);
  for (let row = 0; row < odds.length; row += 1) {
    const chance = odds[row]! / all;
    const pull = chance - (isRight[row] ? odds[row]! / right : 0);
    for (let i = 0; i < size; i += 1) {
      const value = rows[row * size + i]!;
      mean[i]! += chance * value;
      gradient[i]! += weight * pull * value;
      const line = curvature[i]!;
      for (let j = 0; j <= i; j += 1) line[j]! += weight * chance * value * rows[row * size + j]!;
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) curvature[i]![j]! -= weight * mean[i]! * mean[j]!;
  }
}

/** The standard deviation of each feature, so that the penalty treats all alike. */
function scalesOf(lists: readonly List[], size: number): Float64Array {
  const count = sum(lists, ({ rows }) => rows.length / size);
  const [means, variances] = [new Float64Array(size), new Float64Array(size)];
  for (const { rows } of lists) rows.forEach((value, at) => (means[at % size]! += value / count));
  for (const { rows } of lists) {
    rows.forEach((value, at) => (variances[at % size]! += (value - means[at % size]!) ** 2 / count));
  }
  return variances.map((it) => Math.sqrt(it) || 1);
}
