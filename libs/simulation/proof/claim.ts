import type { Scenario } from '../define-scenario.js';
import type { Failure } from './judge.js';

/** What an incident's record claims, as plain ids: what a scenario has to show. */
export interface Claim {
  readonly symptoms: readonly string[];
  readonly exclusions: readonly string[];
  readonly diagnosisChecks: readonly string[];
  /** Tells one state of the claim from another, so that a proof is known to be of the record as it stands. */
  readonly digest: string;
}

/** Where scenario and record name different things. */
export function judgeDeclaration(scenario: Scenario, claim: Claim): Failure[] {
  return [
    ...claim.symptoms
      .filter((id) => !scenario.symptoms.includes(id))
      .map((id) => wrong(id, `No probe looks for the symptom ${id} of the record.`)),
    ...scenario.symptoms
      .filter((id) => !claim.symptoms.includes(id))
      .map((id) => wrong(id, `A probe looks for ${id}, which is no symptom of the record.`)),
    ...scenario.exclusions
      .filter((id) => !claim.exclusions.includes(id))
      .map((id) => wrong(id, `A probe looks for ${id}, which is no exclusion of the record.`)),
    ...[scenario.lookAlike.check]
      .filter((id) => !claim.diagnosisChecks.includes(id))
      .map((id) => wrong(id, `The look-alike is told apart by ${id}, which is no check of the record.`)),
  ];
}

const wrong = (subject: string, message: string): Failure => ({
  rule: 'declaration-wrong',
  subject,
  message,
});
