import type { IncidentRecord } from '../incident/index.js';
import { maskVariables } from './log-line.js';
import type { Dictionary } from './retrieval/dictionary.js';
import type { PassageRows } from './retrieval/passage-index.js';
import { packWeight } from './retrieval/passage-store.js';
import { TermCounts } from './retrieval/term-counts.js';
import { termsOf } from './terms.js';
import { forEachToken, tokenize } from './tokenize.js';

/** The fields of a record's body, as bits, so that a posting can say in which of them its term occurs. */
export const fieldBit = { title: 1, components: 2, narrative: 4, logs: 8 } as const;
export type Field = keyof typeof fieldBit;

/** A passage of one sentence or two, by term: how strongly it speaks of it, length already taken into account. */
export type Passage = ReadonlyMap<string, number>;

/** Reads a sentence that is not part of the index, such as an exclusion. */
export function shortPassage(statement: string): Passage {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { raw } of tokenize(statement)) {
    for (const { term, weight } of termsOf(raw)) {
      counts.set(term, (counts.get(term) ?? 0) + weight);
      length += weight;
    }
  }
  const norm = lengthNorm(STATEMENT, length);
  return new Map([...counts].map(([term, count]) => [term, saturate(count / norm)]));
}

/**
 * Reads the passages of a record. The body is one passage of several weighted fields (BM25F); after it, the title and
 * every symptom is a passage of its own, so that a long story does not drown the one symptom that fits.
 */
export class PassageReader {
  private readonly counts = new TermCounts();
  private readonly frequencies = new TermCounts();
  private readonly fields = new TermCounts();

  constructor(private readonly terms: Dictionary) {}

  read(record: IncidentRecord): PassageRows[] {
    return [this.readBody(record), ...statementsOf(record).map((it) => this.readStatement(it.text))];
  }

  private readBody(record: IncidentRecord): PassageRows {
    for (const field of Object.keys(fieldBit) as Field[]) {
      const length = this.count(textsOf(record, field));
      const factor = FIELDS[field].weight / lengthNorm(FIELDS[field], length);
      this.counts.drain((id, count) => {
        this.frequencies.add(id, factor * count);
        this.fields.add(id, fieldBit[field]);
      });
    }
    const bits: number[] = [];
    this.fields.drain((_, fields) => bits.push(fields));
    const weights: number[] = [];
    const ids = this.frequencies.drain((_, it) =>
      weights.push(packWeight(saturate(it), bits[weights.length]!)),
    );
    return { ids, weights };
  }

  private readStatement(text: string): PassageRows {
    const norm = lengthNorm(STATEMENT, this.count([text]));
    const weights: number[] = [];
    const ids = this.counts.drain((_, count) => weights.push(packWeight(saturate(count / norm), 0)));
    return { ids, weights };
  }

  /** Adds up the terms of a field; answers with its length in terms. */
  private count(texts: readonly string[]): number {
    let length = 0;
    for (const text of texts) {
      forEachToken(text, (start, end) => {
        for (const { id, weight } of this.terms.read(text, start, end)) {
          this.counts.add(id, weight);
          length += weight;
        }
      });
    }
    return length;
  }
}

/** A sentence that stands for the incident: its title, or one of its symptoms. */
export interface Statement {
  /** Absent for the title. */
  readonly symptomId?: string;
  readonly text: string;
  /** Its place among the passages of the record, from 1 on. */
  readonly passage: number;
}

/** The place of the body among the passages of a record. */
export const BODY = 0;

export function statementsOf({ title, symptoms }: IncidentRecord): Statement[] {
  return [
    { text: title, passage: 1 },
    ...symptoms.map(({ id, statement }, at) => ({ symptomId: id, text: statement, passage: at + 2 })),
  ];
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
