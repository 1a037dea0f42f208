import type { Contradiction, Evidence, Observation } from '../report/index.js';
import { signatureEvidence, wordEvidence, type WeighedEvidence } from './evidence.js';
import { metExclusions } from './exclusions.js';
import { compareFacts, type StatedValues } from './facts.js';
import type { KnownIncident, Knowledge } from './knowledge.js';
import type { Query } from './query.js';
import type { Occurrence, Reading } from './retrieval/reading.js';
import type { SignatureHit } from './signature-index.js';
import { sum } from './sum.js';
import { fold } from './tokenize.js';
import type { WeighedTerm } from './words.js';

/** All that is known of one candidate before it is compared with the others. */
export interface Judgement {
  readonly incident: KnownIncident;
  readonly score: number;
  readonly features: Features;
  readonly evidence: readonly Evidence[];
  readonly contradictions: readonly Contradiction[];
}

/** What confidence is computed from, apart from how the others fare. */
export interface Features {
  /** Share of what the report says, weighed by rarity, that the incident has words for. */
  readonly reportCovered: number;
  /** Share of the best symptom (or the title) that the report has words for. */
  readonly statementCovered: number;
  /** What the shared words tell, in words as rare as can be. */
  readonly amount: number;
  /** Distinct events that signatures found. */
  readonly events: number;
  readonly agreeingFacts: number;
  readonly contradictions: number;
}

/** What is put to every candidate alike. */
export interface Case {
  readonly observation: Observation;
  readonly query: Query;
  readonly values: StatedValues;
  readonly terms: readonly WeighedTerm[];
  readonly knowledge: Knowledge;
  readonly reading: Reading;
}

/**
 * What other evidence is worth beside words, in words as rare as can be. A signature outweighs any sentence; the
 * component and the release narrow things down without proving anything.
 */
const WORTH = { event: 6, fact: 1.5, component: 0.5, release: 0.3, contradiction: -3 } as const;
/** More events of one incident add nothing: a log repeats what it says. */
const EVENTS_MAX = 3;

/** Weighs everything that speaks for and against one incident. */
export function judge(
  incident: KnownIncident,
  wordScore: number,
  occurrences: readonly Occurrence[],
  hits: readonly SignatureHit[],
  { observation, query, values, terms, knowledge, reading }: Case,
): Judgement {
  const { record } = incident;
  const unit = knowledge.highestRarity;
  const weighed: WeighedEvidence[] = [];
  const signatures = signatureEvidence(hits);
  for (const it of signatures) weighed.push({ evidence: it, strength: WORTH.event * unit });
  weighed.push(...wordEvidence(incident, occurrences));

  const facts = compareFacts(record.facts, values);
  for (const it of facts.agreements) weighed.push({ evidence: it, strength: WORTH.fact * unit });
  const component = record.components.find((it) => sameName(it, observation.component));
  if (component) {
    weighed.push({ evidence: { kind: 'component', component }, strength: WORTH.component * unit });
  }
  const release = record.environment.releases.find((it) => sameName(it, observation.release));
  if (release) weighed.push({ evidence: { kind: 'release', release }, strength: WORTH.release * unit });

  const contradictions = [...metExclusions(incident.exclusions, query, knowledge), ...facts.contradictions];
  const extra =
    WORTH.event * Math.min(EVENTS_MAX, signatures.length) +
    WORTH.fact * facts.agreements.length +
    (component ? WORTH.component : 0) +
    (release ? WORTH.release : 0) +
    WORTH.contradiction * contradictions.length;

  const covered = new Set(occurrences.map((it) => it.term));
  const told = sum(terms, (it) => it.weight * it.rarity);
  const shared = sum(covered, (it) => it.weight * it.rarity);
  return {
    incident,
    score: wordScore + extra * unit,
    features: {
      reportCovered: told === 0 ? 0 : shared / told,
      statementCovered: Math.max(
        ...incident.statements.map((it) =>
          reading.coverage(incident.number, it.passage, (term) => term.inProse),
        ),
      ),
      amount: shared / unit,
      events: signatures.length,
      agreeingFacts: facts.agreements.length,
      contradictions: contradictions.length,
    },
    evidence: weighed.sort((a, b) => b.strength - a.strength).map((it) => it.evidence),
    contradictions,
  };
}

function sameName(declared: string, stated: string | undefined): boolean {
  return stated !== undefined && fold(declared.trim()) === fold(stated.trim());
}
