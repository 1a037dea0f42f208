import {
  DIRECTIONS,
  type ConfidenceFeature,
  type ConfidenceFeatures,
  type ConfidenceWeights,
} from '../confidence.js';
import { sum } from '../sum.js';

/** The first answer to a report, and whether it was right. */
export interface ConfidenceExample {
  readonly features: ConfidenceFeatures;
  readonly isRight: boolean;
  /** How much the report counts. */
  readonly weight: number;
}

/** Keeps weights small where the examples do not ask for more. */
const PENALTY = 0.3;
const STEPS_MAX = 50;
/** A step that would make matters worse is halved, down to this part of it. */
const STRIDE_MIN = 1e-6;
/** When no weight moves by more than this, in standard deviations of its feature, the fit has ended. */
const STEP_MIN = 1e-7;

/**
 * Fits how likely a first answer is right: logistic regression with a quadratic penalty, in which no evidence may count
 * against what it speaks for, by Newton's method with bounds. The same examples give the same weights.
 */
export function fitConfidence(examples: readonly ConfidenceExample[]): ConfidenceWeights {
  const scale = examples.length / sum(examples, (it) => it.weight);
  const answers: Answers = {
    counts: Float64Array.from(examples, (it) => it.weight * scale),
    isRight: Uint8Array.from(examples, (it) => Number(it.isRight)),
    columns: [constant(examples), ...features.map((name) => columnOf(name, examples))],
  };

  let weights = new Float64Array(answers.columns.length);
  let loss = lossOf(answers, weights);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const change = newtonStep(answers, weights);
    let stride = 1;
    let next = weights;
    let nextLoss = Infinity;
    for (; !(nextLoss <= loss) && stride > STRIDE_MIN; stride /= 2) {
      next = weights.map((it, at) => it + stride * change[at]!);
      nextLoss = lossOf(answers, next);
    }
    if (!(nextLoss <= loss)) break;
    [weights, loss] = [next, nextLoss];
    if (change.every((it) => Math.abs(it) < STEP_MIN)) break;
  }

  const { columns } = answers;
  const named = columns.map(({ name, spread }, at) => [name, weights[at]! / spread] as const);
  const shift = sum(columns.keys(), (at) => (weights[at]! * columns[at]!.mean) / columns[at]!.spread);
  return { ...(Object.fromEntries(named) as ConfidenceWeights), base: weights[0]! - shift };
}

interface Answers {
  readonly counts: Float64Array;
  readonly isRight: Uint8Array;
  readonly columns: readonly Column[];
}

function logitsOf({ counts, columns }: Answers, weights: Float64Array): Float64Array {
  const logits = new Float64Array(counts.length);
  for (let column = 0; column < columns.length; column += 1) {
    const { values } = columns[column]!;
    for (let at = 0; at < logits.length; at += 1) logits[at]! += weights[column]! * values[at]!;
  }
  return logits;
}

/** How unlikely what came about is held to be, in nats, and the penalty. */
function lossOf(answers: Answers, weights: Float64Array): number {
  const { counts, isRight, columns } = answers;
  let loss = sum(columns.keys(), (at) => columns[at]!.penalty * weights[at]! ** 2);
  for (const [at, logit] of logitsOf(answers, weights).entries()) {
    const towards = isRight[at] ? logit : -logit;
    loss += counts[at]! * (Math.log1p(Math.exp(-Math.abs(towards))) + Math.max(0, -towards));
  }
  return loss;
}

/** The step to the least of the parabola that the loss is like here, within the bounds: one weight after the other. */
function newtonStep(answers: Answers, weights: Float64Array): Float64Array {
  const { counts, isRight, columns } = answers;
  const size = columns.length;
  const slope = Float64Array.from(columns, ({ penalty }, at) => 2 * penalty * weights[at]!);
  const curvature = columns.map(({ penalty }, at) => {
    const row = new Float64Array(size);
    row[at] = 2 * penalty;
    return row;
  });
  for (const [at, logit] of logitsOf(answers, weights).entries()) {
    const chance = 1 / (1 + Math.exp(-logit));
    const pull = counts[at]! * (chance - isRight[at]!);
    const bend = counts[at]! * chance * (1 - chance);
    for (let i = 0; i < size; i += 1) {
      const value = columns[i]!.values[at]!;
      slope[i]! += pull * value;
      for (let j = 0; j < size; j += 1) curvature[i]![j]! += bend * value * columns[j]!.values[at]!;
    }
  }

  const change = new Float64Array(size);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let farthest = 0;
    for (let i = 0; i < size; i += 1) {
      let rest = slope[i]!;
      for (let j = 0; j < size; j += 1) rest += curvature[i]![j]! * change[j]!;
      const moved = weights[i]! + change[i]! - rest / Math.max(curvature[i]![i]!, Number.MIN_VALUE);
      const next = (moved * columns[i]!.direction < 0 ? 0 : moved) - weights[i]!;
      farthest = Math.max(farthest, Math.abs(next - change[i]!));
      change[i] = next;
    }
    if (farthest < STEP_MIN / 10) break;
  }
  return change;
}

/** Rounds over all weights until a step is found; each costs next to nothing. */
const ROUNDS_MAX = 10_000;

const features = Object.keys(DIRECTIONS) as ConfidenceFeature[];

/** A feature of all examples, in standard deviations from the mean. */
interface Column {
  readonly name: keyof ConfidenceWeights;
  readonly values: Float64Array;
  readonly mean: number;
  readonly spread: number;
  readonly penalty: number;
  readonly direction: 1 | 0 | -1;
}

function columnOf(name: ConfidenceFeature, examples: readonly ConfidenceExample[]): Column {
  const raw = examples.map((it) => it.features[name]);
  const mean = sum(raw, (it) => it) / raw.length;
  const spread = Math.sqrt(sum(raw, (it) => (it - mean) ** 2) / raw.length) || 1;
  const values = Float64Array.from(raw, (it) => (it - mean) / spread);
  return { name, values, mean, spread, penalty: PENALTY, direction: DIRECTIONS[name] };
}

function constant({ length }: readonly ConfidenceExample[]): Column {
  const values = new Float64Array(length).fill(1);
  return { name: 'base', values, mean: 0, spread: 1, penalty: 0, direction: 0 };
}
