import type { History, Observation } from '../report/index.js';
import type { Asked } from './confidence.js';
import { weighClauses } from './exclusions.js';
import { readValues } from './facts.js';
import { HeardReports } from './heard-reports.js';
import { judge, type Judgement } from './judge.js';
import type { KnownIncident, Knowledge } from './knowledge.js';
import { wordLogit } from './learning/ranking.js';
import { WordFeatureReader, type RankingWeights } from './learning/word-features.js';
import { readObservation, type Query } from './query.js';
import type { Reading } from './retrieval/reading.js';
import type { SignatureHit } from './signature-index.js';
import { sum } from './sum.js';
import { weighTerms, type WeighedTerm } from './words.js';

/** The incidents that come into question, best first, and what is needed to say why. */
export interface Ranking {
  readonly judgements: readonly Judgement[];
  readonly query: Query;
  readonly terms: readonly WeighedTerm[];
  readonly reading: Reading;
  readonly asked: Asked;
}

/** What operators have reported and said so far. */
export interface Experience {
  /** What they said of earlier matches, by slug. */
  readonly history?: ReadonlyMap<string, History>;
  /** What was reported lately. */
  readonly heard?: HeardReports;
}

export interface RankingOptions extends Experience {
  /** Slugs that an operator has ruled out for this report; they never come back by themselves. */
  readonly rejected?: ReadonlySet<string>;
  /** Weights to rank by instead of the shipped ones. */
  readonly weights?: RankingWeights;
}

/** Incidents whose words fit best, which are then judged on all evidence. */
const CANDIDATES = 100;

/** Finds the incidents whose words or signatures fit, and ranks them by all evidence. */
export function rank(
  knowledge: Knowledge,
  observation: Observation,
  { rejected = new Set(), history = new Map(), heard = new HeardReports(), weights }: RankingOptions = {},
): Ranking {
  const query = readObservation(observation);
  const terms = weighTerms(query, knowledge, heard);
  const reading = knowledge.read(terms);
  const compared = new Set(query.templates.map((it) => it.line));
  const hits = byOwner(knowledge.signatures.scan(query.searched, compared));

  const isWanted = ({ record }: KnownIncident) => !rejected.has(record.slug);
  const candidates = new Map<KnownIncident, number>();
  for (const { incident, score } of reading.best(isWanted, CANDIDATES)) candidates.set(incident, score);
  const bestScore = candidates.values().next().value ?? 0;
  for (const number of hits.keys()) {
    const incident = knowledge.incident(number)!;
    if (isWanted(incident)) candidates.set(incident, reading.score(number));
  }

  const features = new WordFeatureReader(terms, knowledge, bestScore);
  const sharers = sharersOf(hits);
  const values = readValues(observation);
  const logit = (it: Parameters<typeof wordLogit>[0]) => wordLogit(it, weights);
  const clauses = weighClauses(query.clauses, terms);
  const context = { observation, query, clauses, values, knowledge, history, sharers, logit };
  const judgements = [...candidates].map(([incident, score]) =>
    judge(incident, features.read(incident.number, score), hits.get(incident.number) ?? [], context),
  );
  const asked = {
    told: sum(terms, (it) => it.rarity * it.weight) / knowledge.highestRarity,
    terms: terms.length,
    lines: query.lines.length,
  };
  return { judgements: judgements.sort(byScore), query, terms, reading, asked };
}

/** Best first; of equal ones the lower slug first. */
export function byScore(a: Judgement, b: Judgement): number {
  return b.score - a.score || (a.incident.record.slug < b.incident.record.slug ? -1 : 1);
}

function byOwner(hits: readonly SignatureHit[]): Map<number, SignatureHit[]> {
  const grouped = new Map<number, SignatureHit[]>();
  for (const hit of hits) {
    const own = grouped.get(hit.owner);
    if (own) own.push(hit);
    else grouped.set(hit.owner, [hit]);
  }
  return grouped;
}

/** How many incidents each event was found for: one that many declare tells them apart the less. */
function sharersOf(hits: ReadonlyMap<number, readonly SignatureHit[]>): Map<string, number> {
  const sharers = new Map<string, number>();
  for (const own of hits.values()) {
    for (const event of new Set(own.map((it) => it.signature.event))) {
      sharers.set(event, (sharers.get(event) ?? 0) + 1);
    }
  }
  return sharers;
}
