import { derivedId } from '../kernel/index.js';
import type { IncidentRecord } from './record.js';

/** What a record claims of its cause, as a simulation can try it. */
export interface IncidentClaim {
  readonly symptoms: readonly string[];
  readonly exclusions: readonly string[];
  readonly diagnosisChecks: readonly string[];
  /** Another one as soon as any part of the record changes that a proof is about. */
  readonly digest: string;
}

/** A better title or story leaves a proof valid; another symptom, cause, remedy or check does not. */
export function claimOf(record: IncidentRecord): IncidentClaim {
  const { symptoms, exclusions, diagnosisChecks, rootCause, permanentFix, ineffectiveRemedies } = record;
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
  return {
    symptoms: ids(symptoms),
    exclusions: ids(exclusions),
    diagnosisChecks: ids(diagnosisChecks),
    digest: derivedId(
      'claim',
      JSON.stringify([
        symptoms.map(({ id, statement }) => [id, statement]),
        exclusions.map(({ id, statement }) => [id, statement]),
        diagnosisChecks.map(({ id, instruction, expectation }) => [id, instruction, expectation]),
        [rootCause?.statement, rootCause?.mechanism, rootCause?.category],
        permanentFix,
        ineffectiveRemedies.map(({ remedy, outcome }) => [remedy, outcome]),
        record.scenario,
      ]),
    ),
  };
}
