import type { IncidentRecord } from '../incident/index.js';
import { maskVariables } from './log-line.js';
import { termsOf } from './terms.js';
import { tokenize } from './tokenize.js';

/** The fields of a record's body, as bits, so that a posting can say in which of them its term occurs. */
export const fieldBit = { title: 1, components: 2, narrative: 4, logs: 8 } as const;
export type Field = keyof typeof fieldBit;

/** How strongly a passage speaks of a term, length already taken into account; `fields` are `fieldBit`s. */
export interface Impact {
  readonly impact: number;
  readonly fields: number;
}
export type Passage = ReadonlyMap<string, Impact>;

/**
 * The body of a record is one passage of several weighted fields (BM25F); every symptom is a passage of its own, so
 * that a long story does not drown the one symptom that fits.
 */
export function bodyPassage(record: IncidentRecord): Passage {
  const frequency = new Map<string, { weighted: number; fields: number }>();
  for (const field of Object.keys(fieldBit) as Field[]) {
    const counts = countTerms(textsOf(record, field));
    const { weight } = FIELDS[field];
    const norm = lengthNorm(FIELDS[field], counts.length);
    for (const [term, count] of counts.terms) {
      const entry = frequency.get(term) ?? { weighted: 0, fields: 0 };
      entry.weighted += (weight * count) / norm;
      entry.fields |= fieldBit[field];
      frequency.set(term, entry);
    }
  }
  return new Map(
    [...frequency].map(([term, { weighted, fields }]) => [term, { impact: saturate(weighted), fields }]),
  );
}

/** A passage of one sentence or two: a symptom, a title or an exclusion. */
export function shortPassage(statement: string): Passage {
  const counts = countTerms([statement]);
  const norm = lengthNorm(STATEMENT, counts.length);
  return new Map(
    [...counts.terms].map(([term, count]) => [term, { impact: saturate(count / norm), fields: 0 }]),
  );
}

interface Weighting {
  readonly weight: number;
  /** From 0 (length does not matter) to 1 (twice as long counts half). */
  readonly normalisation: number;
  /**
   * Terms of a field of ordinary length. A constant and not the collection's mean, so that the impact of a term
   * depends on its record alone: adding a record never touches another one.
   */
  readonly usualLength: number;
}

const FIELDS: Readonly<Record<Field, Weighting>> = {
  title: { weight: 2, normalisation: 0.5, usualLength: 7 },
  components: { weight: 0.5, normalisation: 0, usualLength: 3 },
  narrative: { weight: 1, normalisation: 0.6, usualLength: 50 },
  logs: { weight: 0.5, normalisation: 0.2, usualLength: 50 },
};
const STATEMENT: Weighting = { weight: 1, normalisation: 0.4, usualLength: 12 };

/** BM25's k1: how soon repetition of a term stops to count. */
const SATURATION = 1.2;
const saturate = (frequency: number) => (frequency * (SATURATION + 1)) / (frequency + SATURATION);
const lengthNorm = ({ normalisation, usualLength }: Weighting, length: number) =>
  1 - normalisation + (normalisation * length) / usualLength;

function textsOf(record: IncidentRecord, field: Field): readonly string[] {
  if (field === 'title') return [record.title];
  if (field === 'components') return record.components;
  if (field === 'logs') {
    return [...record.logExcerpts, ...record.signatures.map((it) => it.example)].map(maskVariables);
  }
  return [
    record.narrative,
    ...record.symptoms.map((it) => it.statement),
    record.rootCause?.statement ?? '',
    record.rootCause?.mechanism ?? '',
    ...record.contributingFactors,
    record.workaround ?? '',
    record.permanentFix ?? '',
    ...record.ineffectiveRemedies.map((it) => it.remedy),
    ...record.environment.deployment,
    ...record.facts.map((it) => it.name),
  ];
}

function countTerms(texts: readonly string[]): { terms: Map<string, number>; length: number } {
  const terms = new Map<string, number>();
  let length = 0;
  for (const text of texts) {
    for (const token of tokenize(text)) {
      for (const { term, weight } of termsOf(token.raw)) {
        terms.set(term, (terms.get(term) ?? 0) + weight);
        length += weight;
      }
    }
  }
  return { terms, length };
}
