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
  const scales = scalesOf(useful);
  const size = wordFeatures.length;
  const lists = useful.map(({ candidates, weight }) => {
    return {
      weight,
      rows: candidates.map((it) =>
        Float64Array.from(wordFeatures, (name, at) => it.words[name] / scales[at]!),
      ),
      besides: candidates.map((it) => it.besides),
      isRight: candidates.map((it) => it.isRight),
    };
  });

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
  readonly rows: readonly Float64Array[];
  readonly besides: readonly number[];
  readonly isRight: readonly boolean[];
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
  const logits = Float64Array.from(besides);
  for (const [at, row] of rows.entries()) {
    for (let i = 0; i < solution.length; i += 1) logits[at]! += row[i]! * solution[i]!;
  }
  const top = Math.max(...logits);
  const odds = logits.map((it) => Math.exp(it - top));
  const right = sum(isRight.keys(), (at) => (isRight[at] ? odds[at]! : 0));
  return { odds, all: sum(odds, (it) => it), right };
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
  for (const [at, row] of rows.entries()) {
    const chance = odds[at]! / all;
    const pull = chance - (isRight[at] ? odds[at]! / right : 0);
    for (let i = 0; i < size; i += 1) {
      mean[i]! += chance * row[i]!;
      gradient[i]! += weight * pull * row[i]!;
      const scaled = weight * chance * row[i]!;
      const line = curvature[i]!;
      for (let j = 0; j <= i; j += 1) line[j]! += scaled * row[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) curvature[i]![j]! -= weight * mean[i]! * mean[j]!;
  }
}

/** The standard deviation of each feature, so that the penalty treats all alike. */
function scalesOf(examples: readonly RankingExample[]): number[] {
  const rows = examples.flatMap((it) => it.candidates.map(({ words }) => words));
  return wordFeatures.map((name) => {
    const mean = rows.reduce((sum, it) => sum + it[name], 0) / rows.length;
    const variance = rows.reduce((sum, it) => sum + (it[name] - mean) ** 2, 0) / rows.length;
    return Math.sqrt(variance) || 1;
  });
}
