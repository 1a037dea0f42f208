import type { IncidentRecord } from '../incident/index.js';
import { readExclusions, type Exclusion } from './exclusions.js';
import { InvertedIndex } from './inverted-index.js';
import { bodyPassage, shortPassage, type Passage } from './passages.js';
import { highestRarity, rarity } from './rarity.js';
import { SignatureIndex } from './signature-index.js';

/** Indexes incidents; `knowledgeVersion` is the sequence number of the newest event that shaped them. */
export function createKnowledge(
  entries: Iterable<{ readonly record: IncidentRecord }>,
  knowledgeVersion: number,
): Knowledge {
  const knowledge = new Knowledge(knowledgeVersion);
  for (const { record } of entries) knowledge.put(record);
  return knowledge;
}

/** A sentence that stands for the incident: its title, or one of its symptoms. */
export interface Statement {
  /** Absent for the title. */
  readonly symptomId?: string;
  readonly text: string;
  readonly passage: number;
  readonly terms: Passage;
}

export interface KnownIncident {
  readonly record: IncidentRecord;
  /** Number within this collection; means nothing outside it. */
  readonly number: number;
  readonly bodyPassage: number;
  readonly statements: readonly Statement[];
  readonly exclusions: readonly Exclusion[];
}

/**
 * The incidents that reports are matched against. Putting and removing one at a time ends in the same answers as
 * building anew, in any order.
 */
export class Knowledge {
  readonly index = new InvertedIndex();
  readonly signatures = new SignatureIndex();
  private readonly bySlug = new Map<string, KnownIncident>();
  private readonly byNumber: (KnownIncident | undefined)[] = [];
  private readonly freeNumbers: number[] = [];

  constructor(private currentVersion: number) {}

  /** Adds an incident, or replaces the one of the same slug. Throws `SIGNATURE_INVALID` and then changes nothing. */
  put(record: IncidentRecord): void {
    const number =
      this.bySlug.get(record.slug)?.number ?? this.freeNumbers.pop() ?? this.byNumber.push(undefined) - 1;
    this.signatures.put(number, record.signatures);
    this.removeWords(record.slug);
    const sentences = statementsOf(record);
    const [body, ...passages] = this.index.add(number, [
      bodyPassage(record),
      ...sentences.map((it) => it.terms),
    ]);
    const statements = sentences.map((it, at) => ({ ...it, passage: passages[at]! }));
    const known = { record, number, bodyPassage: body!, statements, exclusions: readExclusions(record) };
    this.bySlug.set(record.slug, known);
    this.byNumber[number] = known;
  }

  /** Forgets an incident; one that is not there is no error. */
  remove(slug: string): void {
    const known = this.bySlug.get(slug);
    if (!known) return;
    this.removeWords(slug);
    this.signatures.remove(known.number);
    this.bySlug.delete(slug);
    this.byNumber[known.number] = undefined;
    this.freeNumbers.push(known.number);
  }

  /** Says that the events up to this sequence number are taken into account; never goes back. */
  advanceTo(version: number): void {
    this.currentVersion = Math.max(this.currentVersion, version);
  }

  get version(): number {
    return this.currentVersion;
  }

  /** Number of incidents. */
  get size(): number {
    return this.bySlug.size;
  }

  /** One more than the highest number of an incident. */
  get numbers(): number {
    return this.byNumber.length;
  }

  incident(number: number): KnownIncident | undefined {
    return this.byNumber[number];
  }

  /** How much a term tells among these incidents, in nats. */
  rarityOf(term: string): number {
    return rarity(term, this.index.find(term)?.records ?? 0, this.size);
  }

  /** What a term tells that no incident has. */
  get highestRarity(): number {
    return highestRarity(this.size);
  }

  private removeWords(slug: string): void {
    const known = this.bySlug.get(slug);
    if (!known) return;
    const passages = [bodyPassage(known.record), ...known.statements.map((it) => it.terms)];
    this.index.remove(passages, [known.bodyPassage, ...known.statements.map((it) => it.passage)]);
  }
}

function statementsOf({ title, symptoms }: IncidentRecord): Omit<Statement, 'passage'>[] {
  return [
    { text: title, terms: shortPassage(title) },
    ...symptoms.map(({ id, statement }) => ({
      symptomId: id,
      text: statement,
      terms: shortPassage(statement),
    })),
  ];
}
