import type { Match, MatchOutcome, Observation } from '../report/index.js';
import { confidencesOf, noneSurer, verdictOn } from './confidence.js';
import { evidenceFor } from './evidence.js';
import type { Knowledge } from './knowledge.js';
import { nextStep } from './next-step.js';
import { rank, type Ranking, type RankingOptions } from './rank.js';
import { twoIncidents } from './two-incidents.js';

/** Raised whenever an answer changes; the same version gives the same answer. */
export const matcherVersion = 'talekeeper-hybrid/10';

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
  const competing = confidencesOf(ranking.judgements, ranking.asked, Math.max(limit, VERDICT_ON));
  const both = twoIncidents(ranking, knowledge);
  const confidences = both ? noneSurer([...both, ...competing.slice(both.length)]) : competing;
  const matches = confidences.slice(0, limit).map((it, at) => toMatch(ranking, at, it, knowledge));
  const verdict = both ? 'AMBIGUOUS' : verdictOn(confidences);
  const step = verdict === 'KNOWN' ? undefined : nextStep(verdict, ranking, knowledge);
  return {
    verdict,
    matches,
    ...(step ? { nextStep: step } : {}),
    matcherVersion,
    knowledgeVersion: knowledge.version,
  };
}

/** The verdict looks at the first two, however few are asked for. */
const VERDICT_ON = 2;

function toMatch(
  { judgements, reading }: Ranking,
  at: number,
  confidence: number,
  knowledge: Knowledge,
): Match {
  const judgement = judgements[at]!;
  const { incident, contradictions, history } = judgement;
  const occurrences = reading.occurrences(incident.number);
  const isDoubted = history && history.rejected > history.confirmed;
  return {
    slug: incident.record.slug,
    title: incident.record.title,
    confidence: Math.round(confidence * 10_000) / 10_000,
    evidence: evidenceFor(judgement, occurrences, knowledge.highestRarity),
    contradictions: [...contradictions, ...(isDoubted ? [{ kind: 'history', ...history } as const] : [])],
  };
}
