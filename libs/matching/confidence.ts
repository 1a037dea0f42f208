import type { Verdict } from '../report/index.js';
import { lean } from './history.js';
import type { Judgement } from './judge.js';
import { weights } from './learning/weights.js';

/**
 * What says how likely it is that a candidate is the incident. More of each makes it likelier, but for `contradictions`
 * and `rivals`.
 */
export interface ConfidenceFeatures {
  /** By how many logits it leads the best other one; negative behind it; between -4 and 4. */
  readonly lead: number;
  /** Its share among all candidates, as far as the ranking goes. */
  readonly share: number;
  /** See `WordFeatures`. */
  readonly report: number;
  readonly prose: number;
  readonly headline: number;
  readonly statement: number;
  readonly amount: number;
  readonly rareWords: number;
  readonly rarestIdentifier: number;
  readonly rarestWord: number;
  /** Events that its signatures found; 2 are enough. */
  readonly events: number;
  /** Events in a report that has words of it as well. */
  readonly lines: number;
  readonly facts: number;
  readonly contradictions: number;
  readonly history: number;
}

export type ConfidenceFeature = keyof ConfidenceFeatures;

const LEAD_MAX = 4;
/** More shared words than so many as rare as can be add nothing. */
const AMOUNT_MAX = 6;
const KIND_MAX = 2;

/** The features of the candidate at a place of the ranking. */
export function confidenceFeatures(judgements: readonly Judgement[], at: number): ConfidenceFeatures {
  const judgement = judgements[at]!;
  const { words, events, lines, facts, contradictions, history } = judgement;
  const rival = (at === 0 ? judgements[1] : judgements[0])?.score ?? judgement.score - LEAD_MAX;
  const top = judgements[0]!.score;
  let all = 0;
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

/** One weight a feature and a base, fitted by `talekeeper learn`. */
export type ConfidenceWeights = Readonly<Record<ConfidenceFeature | 'base', number>>;

/** Whether more of a feature speaks for or against the incident; the fit may not say otherwise. */
export const directions: Readonly<Record<ConfidenceFeature, 1 | -1>> = {
  lead: 1,
  share: 1,
  report: 1,
  prose: 1,
  headline: 1,
  statement: 1,
  amount: 1,
  rareWords: 1,
  rarestWord: 1,
  rarestIdentifier: 1,
  events: 1,
  lines: 1,
  facts: 1,
  contradictions: -1,
  history: 1,
};

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
