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
const ROUNDS_MAX = 2_000;
/** When no weight moves by more than this, in standard deviations of its feature, the fit has ended. */
const STEP_MIN = 1e-5;

/**
 * Fits how likely a first answer is right: logistic regression with a quadratic penalty, in which no evidence may count
 * against what it speaks for. One weight after the other takes the step that is safe for the steepest logistic curve,
 * whose curvature is a quarter, so that no step overshoots. The same examples give the same weights.
 */
export function fitConfidence(examples: readonly ConfidenceExample[]): ConfidenceWeights {
  const scale = examples.length / sum(examples, (it) => it.weight);
  const weights = Float64Array.from(examples, (it) => it.weight * scale);
  const columns = [constant(examples), ...features.map((name) => columnOf(name, examples))];
  const logits = new Float64Array(examples.length);

  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let farthest = 0;
    for (const column of columns) {
      const { values, penalty, direction, weight } = column;
      let [slope, curvature] = [2 * penalty * weight, 2 * penalty];
      examples.forEach(({ isRight }, at) => {
        const counted = weights[at]! * values[at]!;
        slope += counted * (1 / (1 + Math.exp(-logits[at]!)) - Number(isRight));
        curvature += (counted * values[at]!) / 4;
      });
      const moved = weight - slope / Math.max(curvature, Number.MIN_VALUE);
      column.weight = moved * direction < 0 ? 0 : moved;
      const step = column.weight - weight;
      values.forEach((value, at) => (logits[at]! += step * value));
      farthest = Math.max(farthest, Math.abs(step));
    }
    if (farthest < STEP_MIN) break;
  }

  const shift = sum(columns, (it) => (it.weight * it.mean) / it.spread);
  const named = columns.map(({ name, weight, spread }) => [name, weight / spread] as const);
  return { ...(Object.fromEntries(named) as ConfidenceWeights), base: columns[0]!.weight - shift };
}

const features = Object.keys(DIRECTIONS) as ConfidenceFeature[];

/** A feature of all examples, in standard deviations from the mean, and what was learned of it so far. */
interface Column {
  readonly name: keyof ConfidenceWeights;
  readonly values: Float64Array;
  readonly mean: number;
  readonly spread: number;
  readonly penalty: number;
  readonly direction: 1 | 0 | -1;
  weight: number;
}

function columnOf(name: ConfidenceFeature, examples: readonly ConfidenceExample[]): Column {
  const raw = examples.map((it) => it.features[name]);
  const mean = sum(raw, (it) => it) / raw.length;
  const spread = Math.sqrt(sum(raw, (it) => (it - mean) ** 2) / raw.length) || 1;
  const values = Float64Array.from(raw, (it) => (it - mean) / spread);
  return { name, values, mean, spread, penalty: PENALTY, direction: DIRECTIONS[name], weight: 0 };
}

function constant({ length }: readonly ConfidenceExample[]): Column {
  const values = new Float64Array(length).fill(1);
  return { name: 'base', values, mean: 0, spread: 1, penalty: 0, direction: 0, weight: 0 };
}
