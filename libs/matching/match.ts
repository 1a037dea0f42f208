import type { Match, MatchOutcome, Observation } from '../report/index.js';
import { confidenceOf, verdictOn } from './confidence.js';
import { readValues } from './facts.js';
import { judge, type Judgement } from './judge.js';
import type { KnownIncident, Knowledge } from './knowledge.js';
import { readObservation } from './query.js';
import type { SignatureHit } from './signature-index.js';
import { weighTerms } from './words.js';

/** Raised whenever an answer changes; the same version gives the same answer. */
export const matcherVersion = 'talekeeper-lexical/1';

export interface MatchOptions {
  /** Slugs that an operator has ruled out for this report; they never come back by themselves. */
  readonly rejected?: ReadonlySet<string>;
  /** How many matches at most; 10 unless said otherwise. */
  readonly limit?: number;
}

/** Incidents whose words fit best, which are then judged on all evidence. */
const CANDIDATES = 50;

/** Answers an observation with the incidents that it looks like. Depends on its arguments alone, and never throws. */
export function match(
  knowledge: Knowledge,
  observation: Observation,
  { rejected = new Set(), limit = 10 }: MatchOptions = {},
): MatchOutcome {
  const query = readObservation(observation);
  const terms = weighTerms(query, knowledge);
  const isWanted = ({ record }: KnownIncident) => !rejected.has(record.slug);
  const hits = byOwner(knowledge.signatures.scan(query.lines));
  const reading = knowledge.read(terms);
  const candidates = new Map(
    reading.best(isWanted, CANDIDATES).map(({ incident, score }) => [incident, score]),
  );
  for (const number of hits.keys()) {
    const incident = knowledge.incident(number)!;
    if (isWanted(incident)) candidates.set(incident, reading.score(number));
  }

  const context = { observation, query, values: readValues(observation), terms, knowledge, reading };
  const judged = [...candidates]
    .map(([it, score]) =>
      judge(it, score, reading.occurrences(it.number), hits.get(it.number) ?? [], context),
    )
    .filter((it) => it.score > 0 && it.evidence.length > 0)
    .sort((a, b) => b.score - a.score || (slugOf(a) < slugOf(b) ? -1 : 1));

  const matches = judged.slice(0, limit).map((it) => toMatch(it, judged));
  return {
    verdict: verdictOn(matches.map((it) => it.confidence)),
    matches,
    matcherVersion,
    knowledgeVersion: knowledge.version,
  };
}

function byOwner(hits: readonly SignatureHit[]): Map<number, SignatureHit[]> {
  const grouped = new Map<number, SignatureHit[]>();
  for (const hit of hits) grouped.set(hit.owner, [...(grouped.get(hit.owner) ?? []), hit]);
  return grouped;
}

const slugOf = (it: Judgement) => it.incident.record.slug;

function toMatch(judgement: Judgement, judged: readonly Judgement[]): Match {
  const { incident, features, evidence, contradictions } = judgement;
  const rival = (judged[0] === judgement ? judged[1] : judged[0])?.score ?? 0;
  const lead = (judgement.score - rival) / Math.max(judgement.score, rival);
  return {
    slug: incident.record.slug,
    title: incident.record.title,
    confidence: Math.round(confidenceOf(features, lead) * 1000) / 1000,
    evidence,
    contradictions,
  };
}
