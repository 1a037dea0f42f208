import type { Scenario } from '../define-scenario.js';
import type { Claim } from './claim.js';
import type { Proof } from './conclude.js';
import type { ProofPlan } from './plan.js';
import { prove } from './prove.js';

/** What a record of the example would claim. */
export const exampleClaim: Claim = {
  symptoms: ['writes-refused', 'disk-full'],
  exclusions: ['input-error', 'power-lost'],
  diagnosisChecks: ['look-at-free-space'],
  digest: 'as-it-stands',
};

/** Runs a proof through, for tests. */
export function proofOf(scenario: Scenario, plan: ProofPlan, claim: Claim = exampleClaim): Proof {
  const steps = prove(scenario, claim, plan);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
