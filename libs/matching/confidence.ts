import type { Verdict } from '../report/index.js';
import { lean } from './history.js';
import type { Judgement } from './judge.js';

/** What says how likely it is that a candidate is the incident; more of each makes it likelier, but for contradictions. */
export interface ConfidenceFeatures {
  /** By how much its word score leads the best other one, as a share of the best; negative behind it. */
  readonly lead: number;
  /** Share of the report that the incident has words for. */
  readonly report: number;
  /** Share of the best symptom (or the title) that the operator's own words cover. */
  readonly statement: number;
  /** What the shared words tell; 1 is enough. */
  readonly amount: number;
  readonly events: number;
  readonly lines: number;
  readonly facts: number;
  readonly contradictions: number;
  readonly history: number;
}

/** Shared words that tell as much as so many that are as rare as can be are enough. */
const AMOUNT_ENOUGH = 4;
const KIND_MAX = 2;
/** A small collection has nobody to compete with: this share of the best word score an imaginary rival has. */
const STRANGER = 0.35;

/** The features of the candidate at a place of the ranking. */
export function confidenceFeatures(judgements: readonly Judgement[], at: number): ConfidenceFeatures {
  const { words, events, lines, facts, contradictions, history } = judgements[at]!;
  let rival = STRANGER;
  judgements.forEach((it, place) => {
    if (place !== at && it.words.score > rival) rival = it.words.score;
  });
  return {
    lead: words.score - rival,
    report: words.report,
    statement: words.statementInProse,
    amount: Math.min(1, words.amount / AMOUNT_ENOUGH),
    events: Math.min(KIND_MAX, events),
    lines: Math.min(KIND_MAX, lines.length),
    facts: Math.min(KIND_MAX, facts.length),
    contradictions: contradictions.length,
    history: lean(history),
  };
}

/** Set by hand on reports of our own; a fit to the development sets was tried and was worse, see README.md. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<keyof ConfidenceFeatures, number>> = {
  lead: 2.5,
  report: 3.5,
  statement: 3,
  amount: 1.5,
  events: 3,
  lines: 0.5,
  facts: 0.7,
  contradictions: -3.5,
  history: 1,
};
const BASE = -6;

/** How likely it is that a candidate is the incident, from 0 to 1. */
export function confidenceOf(features: ConfidenceFeatures): number {
  let logit = BASE;
  for (const name in CONFIDENCE_WEIGHTS) {
    const feature = name as keyof ConfidenceFeatures;
    logit += CONFIDENCE_WEIGHTS[feature] * features[feature];
  }
  return 1 / (1 + Math.exp(-logit));
}

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
