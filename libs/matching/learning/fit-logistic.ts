import { solve } from './solve.js';

/** An answer: what spoke for it, and whether it was right. */
export interface LogisticExample<Name extends string> {
  readonly features: Readonly<Record<Name, number>>;
  readonly isRight: boolean;
  readonly weight: number;
}

export type LogisticWeights<Name extends string> = Readonly<Record<Name | 'base', number>>;

const PENALTY = 0.5;
const STEPS_MAX = 60;

/**
 * Fits the probability of being right by logistic regression, such that each feature pulls only into the direction
 * that it is given: a weight that would have the other sign is 0.
 */
export function fitLogistic<Name extends string>(
  examples: readonly LogisticExample<Name>[],
  directions: Readonly<Record<Name, 1 | -1>>,
): LogisticWeights<Name> {
  let names = Object.keys(directions) as Name[];
  for (;;) {
    const solution = newton(examples, names);
    const isPossible = (name: Name, at: number) => solution[at + 1]! * directions[name] >= 0;
    if (names.every(isPossible)) {
      const weights = Object.fromEntries(Object.keys(directions).map((it) => [it, 0]));
      names.forEach((name, at) => (weights[name] = solution[at + 1]!));
      return { ...weights, base: solution[0]! } as LogisticWeights<Name>;
    }
    const worst = names.map((name, at) => solution[at + 1]! * directions[name]);
    names = names.filter((_, at) => at !== worst.indexOf(Math.min(...worst)));
  }
}

/** The intercept, then one weight a name. */
function newton<Name extends string>(examples: readonly LogisticExample<Name>[], names: readonly Name[]) {
  const size = names.length + 1;
  const rows = examples.map(({ features }) => Float64Array.of(1, ...names.map((name) => features[name])));
  let solution = new Float64Array(size);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const gradient = solution.map((it, at) => (at === 0 ? 0 : 2 * PENALTY * it));
    const curvature = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = at === 0 ? 1e-6 : 2 * PENALTY;
      return row;
    });
    for (const [at, row] of rows.entries()) {
      const { isRight, weight } = examples[at]!;
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, it, place) => sum + it * solution[place]!, 0)));
      const bend = weight * Math.max(chance * (1 - chance), 1e-6);
      for (let i = 0; i < size; i += 1) {
        gradient[i]! += weight * (chance - Number(isRight)) * row[i]!;
        for (let j = 0; j <= i; j += 1) curvature[i]![j]! += bend * row[i]! * row[j]!;
      }
    }
    const change = solve(curvature, gradient);
    solution = solution.map((it, at) => it - Math.max(-2, Math.min(2, change[at]!)));
    if (change.every((it) => Math.abs(it) < 1e-6)) break;
  }
  return solution;
}
