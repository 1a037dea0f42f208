import type { Match, MatchOutcome, Observation } from '../report/index.js';
import { confidenceFeatures, confidenceOf, verdictOn } from './confidence.js';
import { evidenceFor } from './evidence.js';
import type { Knowledge } from './knowledge.js';
import { nextStep } from './next-step.js';
import { rank, type Ranking, type RankingOptions } from './rank.js';

/** Raised whenever an answer changes; the same version gives the same answer. */
export const matcherVersion = 'talekeeper-hybrid/2';

export interface MatchOptions extends RankingOptions {
  /** How many matches at most; 10 unless said otherwise. */
  readonly limit?: number;
}

/** Answers an observation with the incidents that it looks like. Depends on its arguments alone, and never throws. */
export function match(
  knowledge: Knowledge,
  observation: Observation,
  { limit = 10, ...options }: MatchOptions = {},
): MatchOutcome {
  const ranking = rank(knowledge, observation, options);
  const { judgements } = ranking;
  const matches = judgements.slice(0, limit).map((_, at) => toMatch(ranking, at, knowledge));
  const verdict = verdictOn(matches.map((it) => it.confidence));
  const step = verdict === 'KNOWN' ? undefined : nextStep(verdict, ranking, knowledge);
  return {
    verdict,
    matches,
    ...(step ? { nextStep: step } : {}),
    matcherVersion,
    knowledgeVersion: knowledge.version,
  };
}

function toMatch({ judgements, reading }: Ranking, at: number, knowledge: Knowledge): Match {
  const judgement = judgements[at]!;
  const { incident, contradictions, history } = judgement;
  const confidence = confidenceOf(confidenceFeatures(judgements, at));
  const occurrences = reading.occurrences(incident.number);
  const isDoubted = history && history.rejected > history.confirmed;
  return {
    slug: incident.record.slug,
    title: incident.record.title,
    confidence: Math.round(confidence * 1000) / 1000,
    evidence: evidenceFor(judgement, occurrences, knowledge.highestRarity),
    contradictions: [...contradictions, ...(isDoubted ? [{ kind: 'history', ...history } as const] : [])],
  };
}
