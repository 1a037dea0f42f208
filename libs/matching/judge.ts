import type { Contradiction, Evidence, History, Observation } from '../report/index.js';
import { likenessToExclusions, metExclusions, type WeighedClause } from './exclusions.js';
import { compareFacts, type FactEvidence, type StatedValues } from './facts.js';
import { lean } from './history.js';
import type { KnownIncident, Knowledge } from './knowledge.js';
import type { WordFeatures } from './learning/word-features.js';
import { likeRecorded, shareOfHealthy, type LogEvidence } from './log-templates.js';
import { limits } from './limits.js';
import type { Query } from './query.js';
import type { SignatureHit } from './signature-index.js';
import { fold } from './tokenize.js';

/** All that is known of one candidate before it is compared with the others. */
export interface Judgement {
  readonly incident: KnownIncident;
  /** In logits: a lead of 1 makes it e times as likely as the other one. */
  readonly score: number;
  /** The part of it that does not come from words. */
  readonly besides: number;
  readonly words: WordFeatures;
  /** What speaks for it besides words. */
  readonly signatures: readonly SignatureEvidence[];
  readonly lines: readonly LogEvidence[];
  readonly facts: readonly FactEvidence[];
  readonly circumstances: readonly Evidence[];
  readonly contradictions: readonly Contradiction[];
  readonly history: History | undefined;
  /** Log events that its signatures found and that give it away: telling ones, and any other but the first. */
  readonly proofs: number;
  /** How much what the report says is like what would rule it out, from 0 to 1. */
  readonly excluded: number;
  /** Share of the pasted lines that a healthy system logs there, from 0 to 1. */
  readonly healthy: number;
}

type SignatureEvidence = Extract<Evidence, { kind: 'signature' }>;

/** What is put to every candidate alike. */
export interface Case {
  readonly observation: Observation;
  readonly query: Query;
  readonly clauses: readonly WeighedClause[];
  readonly values: StatedValues;
  readonly knowledge: Knowledge;
  readonly history: ReadonlyMap<string, History>;
  /** How many incidents have a signature that found an event, by event. */
  readonly sharers: ReadonlyMap<string, number>;
  /** What words are worth, in logits. */
  readonly logit: (words: WordFeatures) => number;
}

/**
 * What evidence is worth besides words, in logits. No benchmark has it, so it is set by hand: a signature outweighs any
 * sentence; the component and the release narrow things down without proving anything.
 */
export const WORTH = {
  event: 5,
  line: 2,
  fact: 1,
  component: 0.5,
  release: 0.3,
  contradiction: -2.5,
  history: 1,
} as const;

/** More than so many of one kind add nothing: a log repeats what it says. */
const KIND_MAX = 3;

/** Weighs everything that speaks for and against one incident. */
export function judge(
  incident: KnownIncident,
  words: WordFeatures,
  hits: readonly SignatureHit[],
  { observation, query, clauses, values, knowledge, history, sharers, logit }: Case,
): Judgement {
  const { record } = incident;
  const signatures = signatureEvidence(hits);
  const explained = new Set(hits.flatMap((it) => [...it.explains]));
  const lines = likeRecorded(record, query.templates, explained);
  const facts = compareFacts(record.facts, values);
  const circumstances: Evidence[] = [];
  const component = record.components.find((it) => sameName(it, observation.component));
  if (component) circumstances.push({ kind: 'component', component });
  const release = record.environment.releases.find((it) => sameName(it, observation.release));
  if (release) circumstances.push({ kind: 'release', release });
  const contradictions = [...metExclusions(incident.exclusions, query, knowledge), ...facts.contradictions];

  let events = 0;
  for (const { event } of signatures) events += 1 / (sharers.get(event) ?? 1);
  const judged = history.get(record.slug);
  const besides =
    WORTH.event * Math.min(KIND_MAX, events) +
    WORTH.line * Math.min(KIND_MAX, lines.length) +
    WORTH.fact * Math.min(KIND_MAX, facts.agreements.length) +
    (component ? WORTH.component : 0) +
    (release ? WORTH.release : 0) +
    WORTH.contradiction * contradictions.length +
    WORTH.history * lean(judged);
  const { agreements } = facts;
  return {
    incident,
    score: logit(words) + besides,
    besides,
    words,
    signatures,
    lines,
    facts: agreements,
    circumstances,
    contradictions,
    history: judged,
    proofs: proofsAmong(hits, sharers),
    excluded: likenessToExclusions(incident.exclusions, clauses, knowledge),
    healthy: shareOfHealthy(record, query.templates, explained),
  };
}

/**
 * An event that has other causes as well proves nothing by itself, but two of them hardly ever come together otherwise.
 * Unless the record says which it is, an event is telling that no other incident declares.
 */
function proofsAmong(hits: readonly SignatureHit[], sharers: ReadonlyMap<string, number>): number {
  const events = new Set(hits.map((it) => it.signature.event));
  const telling = new Set(
    hits
      .filter(({ signature: { telling, event } }) => telling ?? sharers.get(event) === 1)
      .map((it) => it.signature.event),
  );
  return telling.size + Math.max(0, events.size - telling.size - 1);
}

/** One piece of evidence an event: several vendors' spellings of it are one thing said. */
function signatureEvidence(hits: readonly SignatureHit[]): SignatureEvidence[] {
  const events = new Map<string, SignatureEvidence>();
  for (const { signature, line } of hits) {
    if (events.has(signature.event)) continue;
    events.set(signature.event, {
      kind: 'signature',
      signatureId: signature.id,
      event: signature.event,
      vendor: signature.vendor,
      lineIndex: line.index,
      line: line.line.slice(0, limits.evidenceLineUnits),
    });
  }
  return [...events.values()];
}

function sameName(declared: string, stated: string | undefined): boolean {
  return stated !== undefined && fold(declared.trim()) === fold(stated.trim());
}
