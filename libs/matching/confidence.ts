import type { Verdict } from '../report/index.js';
import { lean } from './history.js';
import type { Judgement } from './judge.js';
import {
  directions,
  type ConfidenceFeature,
  type ConfidenceFeatures,
} from './learning/confidence-features.js';
import type { ConfidenceWeights } from './learning/learned.js';
import { weights } from './learning/weights.js';

const LEAD_MAX = 4;
/** More shared words than so many as rare as can be add nothing. */
const AMOUNT_MAX = 6;
const KIND_MAX = 2;

/**
 * The features of the candidate at a place of the ranking. A small collection has nobody to compete with, and so an
 * imaginary rival stands in: `stranger` is the score that the second best has in a large one.
 */
export function confidenceFeatures(
  judgements: readonly Judgement[],
  at: number,
  stranger = weights.stranger,
): ConfidenceFeatures {
  const judgement = judgements[at]!;
  const { words, events, lines, facts, contradictions, history } = judgement;
  const rival = Math.max(stranger, (at === 0 ? judgements[1] : judgements[0])?.score ?? stranger);
  const top = Math.max(stranger, judgements[0]!.score);
  let all = Math.exp(stranger - top);
  for (const { score } of judgements) all += Math.exp(score - top);
  return {
    lead: Math.max(-LEAD_MAX, Math.min(LEAD_MAX, judgement.score - rival)),
    share: Math.exp(judgement.score - top) / all,
    report: words.report,
    prose: words.prose,
    headline: words.headline,
    statement: words.statement,
    amount: Math.min(1, words.amount / AMOUNT_MAX),
    rareWords: words.rareWords,
    rarestIdentifier: words.rarestIdentifier,
    rarestWord: words.rarestWord,
    events: Math.min(KIND_MAX, events),
    lines: Math.min(KIND_MAX, lines.length),
    facts: Math.min(KIND_MAX, facts.length),
    contradictions: contradictions.length,
    history: lean(history),
  };
}

/** How likely it is that a candidate is the incident, from 0 to 1. */
export function confidenceOf(
  features: ConfidenceFeatures,
  by: ConfidenceWeights = weights.confidence,
): number {
  let logit = by.base;
  for (const name in directions) {
    logit += by[name as ConfidenceFeature] * features[name as ConfidenceFeature];
  }
  return 1 / (1 + Math.exp(-logit));
}

/** From here on an answer may be acted on; see `learning/threshold.ts`. */
export const KNOWN_AT = weights.knownAt;
/** From here on an incident is a candidate worth a check. */
export const CANDIDATE_AT = 0.3;
/** The first must stand out from the second by so much to be called known. */
export const KNOWN_LEAD = 0.25;

/** The verdict on confidences, best first. */
export function verdictOn(confidences: readonly number[], knownAt = KNOWN_AT): Verdict {
  const [best = 0, second = 0] = confidences;
  if (best >= knownAt && best - second >= KNOWN_LEAD) return 'KNOWN';
  return second >= CANDIDATE_AT ? 'AMBIGUOUS' : 'UNKNOWN';
}
