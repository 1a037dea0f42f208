import type { Verdict } from '../report/index.js';
import type { Features } from './judge.js';

/**
 * How likely it is that a candidate is the incident, from 0 to 1: a logistic function of what speaks for it, what
 * speaks against it, and how far it stands out. `lead` is its score less the best other one, over the greater of the
 * two: from -1 to 1. The weights are round numbers, set by hand on reports of our own.
 */
export function confidenceOf(features: Features, lead: number): number {
  const logit =
    WEIGHTS.base +
    WEIGHTS.reportCovered * features.reportCovered +
    WEIGHTS.statementCovered * features.statementCovered +
    WEIGHTS.amount * Math.min(1, features.amount / AMOUNT_ENOUGH) +
    WEIGHTS.event * Math.min(2, features.events) +
    WEIGHTS.fact * Math.min(2, features.agreeingFacts) +
    WEIGHTS.contradiction * features.contradictions +
    WEIGHTS.lead * lead;
  return 1 / (1 + Math.exp(-logit));
}

const WEIGHTS = {
  base: -6,
  reportCovered: 3.5,
  statementCovered: 3,
  amount: 1.5,
  event: 2,
  fact: 0.7,
  contradiction: -3.5,
  lead: 2.5,
} as const;
/** Beyond so much shared rarity, in words as rare as can be, more adds nothing. */
const AMOUNT_ENOUGH = 4;

/** From here on an answer may be acted on. A wrong `KNOWN` costs several times a miss, hence so high. */
export const KNOWN_AT = 0.8;
/** From here on an incident is a candidate worth a check. */
export const CANDIDATE_AT = 0.4;
/** The first must stand out from the second by so much to be called known. */
export const KNOWN_LEAD = 0.25;

/** The verdict on confidences, best first. */
export function verdictOn(confidences: readonly number[]): Verdict {
  const [best = 0, second = 0] = confidences;
  if (best >= KNOWN_AT && best - second >= KNOWN_LEAD) return 'KNOWN';
  return second >= CANDIDATE_AT ? 'AMBIGUOUS' : 'UNKNOWN';
}
