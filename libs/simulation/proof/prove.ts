import type { Scenario } from '../define-scenario.js';
import type { Claim } from './claim.js';
import { conclude, type Proof } from './conclude.js';
import { trialsOf, type ProofPlan, type Trial } from './plan.js';
import { playTrial, type TrialResult } from './play.js';

/** How far a proof has come, and the trial that was just played. */
export interface ProofProgress {
  readonly result: TrialResult;
  readonly done: number;
  readonly total: number;
}

/**
 * Proves a claim, one trial a step. It can be abandoned after any step, and taken up again with the results so far;
 * the proof is the same as if it had run through.
 */
export function* prove(
  scenario: Scenario,
  claim: Claim,
  plan: ProofPlan,
  earlier: readonly TrialResult[] = [],
): Generator<ProofProgress, Proof> {
  const results = [...earlier];
  const left = trialsLeft(scenario, plan, earlier);
  const total = results.length + left.length;
  for (const trial of left) {
    const result = playTrial(scenario, trial, plan);
    results.push(result);
    yield { result, done: results.length, total };
  }
  return conclude(scenario, claim, plan, results);
}

/** The trials of a plan that have no result yet. */
export function trialsLeft(scenario: Scenario, plan: ProofPlan, earlier: readonly TrialResult[]): Trial[] {
  const done = new Set(earlier.map(keyOf));
  return trialsOf(scenario, plan).filter((trial) => !done.has(keyOf(trial)));
}

const keyOf = ({ arm, remedy = '', seed, isRepeat }: Trial) => `${arm} ${remedy} ${seed} ${isRepeat}`;
