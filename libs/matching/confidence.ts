import type { Verdict } from '../report/index.js';
import { lean } from './history.js';
import { WORTH, type Judgement } from './judge.js';
import { confidenceWeights, verdictAt } from './learning/weights.js';

/** What says how likely it is that a candidate is the incident. */
export interface ConfidenceFeatures {
  /** Its odds among the candidates and an imaginary stranger, as a natural logarithm; negative behind another one. */
  readonly lead: number;
  /** What it shares with the report: 1 and words as rare as can be, as a natural logarithm. */
  readonly amount: number;
  /** Share of the report that the incident has words for. */
  readonly report: number;
  /** Share of the report that its title has words for. */
  readonly title: number;
  /** The most of its title or of a symptom that the operator's own words cover. */
  readonly statement: number;
  /** 1 if its signatures found an event that gives it away, or several that do so together. */
  readonly proven: number;
  readonly contradictions: number;
  /** What the report says is not so, and the title or a symptom says is; measured as `amount` is. */
  readonly denied: number;
  /** How much what the report says is like what would rule it out. */
  readonly excluded: number;
  /** Terms of the incident, as a natural logarithm: who says much shares words with everybody. */
  readonly length: number;
  /** All that the report says, measured as `amount` is: rare words that nobody else uses are hard to place. */
  readonly told: number;
  /** Terms of the report, as a natural logarithm. */
  readonly terms: number;
  /** 1 if the report has log lines that do not give the incident away. */
  readonly lines: number;
  /** Share of the log lines that a healthy system logs as well: their words are the incident's, and yet say nothing. */
  readonly healthy: number;
}

export type ConfidenceFeature = keyof ConfidenceFeatures;

/** Which way the evidence points; a fit may make it count for nothing, but never for the opposite. */
export const DIRECTIONS: Readonly<Record<ConfidenceFeature, 1 | 0 | -1>> = {
  lead: 1,
  amount: 1,
  report: 1,
  title: 1,
  statement: 1,
  proven: 1,
  contradictions: -1,
  denied: -1,
  excluded: -1,
  length: 0,
  told: 0,
  terms: 0,
  lines: -1,
  healthy: -1,
};

/** Logits a unit of each feature, and `base`, the logit of a candidate that has nothing of any. */
export type ConfidenceWeights = Readonly<Record<ConfidenceFeature | 'base', number>>;

/** How much a report says, whatever the incidents say. */
export interface Asked {
  /** What its words tell together, in words as rare as can be. */
  readonly told: number;
  readonly terms: number;
  readonly lines: number;
}

/** In a small collection nobody competes: a stranger has these odds against the best, as a natural logarithm. */
const STRANGER = -3;

/** The features of the first candidates, best first; `judgements` are all of them in the order of their scores. */
export function confidenceFeatures(
  judgements: readonly Judgement[],
  asked: Asked,
  limit: number,
): ConfidenceFeatures[] {
  const best = judgements[0]?.score ?? 0;
  const odds = judgements.map((it) => Math.exp(it.score - best));
  let rivals = Math.exp(STRANGER);
  for (let at = 1; at < odds.length; at += 1) rivals += odds[at]!;
  return judgements.slice(0, limit).map(({ words, proofs, contradictions, excluded, healthy }, at) => ({
    lead: at === 0 ? -Math.log(rivals) : Math.log(odds[at]! / (1 + rivals - odds[at]!)),
    amount: Math.log1p(words.amount),
    report: words.report,
    title: words.title,
    statement: words.statementInProse,
    proven: Math.min(1, proofs),
    contradictions: contradictions.length,
    denied: Math.log1p(words.denied),
    excluded,
    length: words.length,
    told: Math.log1p(asked.told),
    terms: Math.log1p(asked.terms),
    lines: asked.lines > 0 && proofs === 0 ? 1 : 0,
    healthy: proofs === 0 ? healthy : 0,
  }));
}

/** How likely it is that a candidate is the incident, from 0 to 1. */
export function confidenceOf(
  features: ConfidenceFeatures,
  by: ConfidenceWeights = confidenceWeights,
): number {
  let logit = by.base;
  for (const name in features) {
    logit += by[name as ConfidenceFeature] * features[name as ConfidenceFeature];
  }
  return logistic(logit);
}

const logistic = (logit: number) => 1 / (1 + Math.exp(-logit));

/** How likely each of the first candidates is the incident, best first; nobody is surer than who stands before. */
export function confidencesOf(
  judgements: readonly Judgement[],
  asked: Asked,
  limit: number,
  by: ConfidenceWeights = confidenceWeights,
): number[] {
  return noneSurer(
    confidenceFeatures(judgements, asked, limit).map((features, at) =>
      withHistory(confidenceOf(features, by), judgements[at]!),
    ),
  );
}

/** Confidences, best first, none of them higher than the one before. */
export function noneSurer(confidences: readonly number[]): number[] {
  let most = 1;
  return confidences.map((it) => (most = Math.min(most, it)));
}

/** What operators said of earlier matches moves the odds; no development set has any, so its worth is set by hand. */
function withHistory(confidence: number, { history }: Judgement): number {
  if (!history) return confidence;
  return logistic(Math.log(confidence / (1 - confidence)) + WORTH.history * lean(history));
}

/** From which confidence on an answer is what. */
export interface VerdictThresholds {
  /** The first may be acted on. */
  readonly known: number;
  /** The second is worth a check that tells it from the first. */
  readonly candidates: number;
}

/** The verdict on confidences, best first. */
export function verdictOn(confidences: readonly number[], at: VerdictThresholds = verdictAt): Verdict {
  const [best = 0, second = 0] = confidences;
  if (best >= at.known) return 'KNOWN';
  return second >= at.candidates ? 'AMBIGUOUS' : 'UNKNOWN';
}
