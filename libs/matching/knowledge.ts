import type { IncidentRecord } from '../incident/index.js';
import { readExclusions, type Exclusion } from './exclusions.js';
import { jsonPart, listParts, type PartReader } from './parts.js';
import { PassageReader, statementsOf, type Statement } from './passages.js';
import { highestRarity, Rarities } from './rarity.js';
import type { Dictionary } from './retrieval/dictionary.js';
import { PassageIndex } from './retrieval/passage-index.js';
import type { StoredPassage } from './retrieval/passage-store.js';
import { Reading } from './retrieval/reading.js';
import { SignatureIndex } from './signature-index.js';
import { everydayStems } from './vocabulary.js';
import type { WeighedTerm } from './words.js';

/** Indexes incidents; `knowledgeVersion` is the sequence number of the newest event that shaped them. */
export function createKnowledge(
  entries: Iterable<{ readonly record: IncidentRecord }>,
  knowledgeVersion: number,
): Knowledge {
  const knowledge = new Knowledge(knowledgeVersion);
  for (const { record } of entries) knowledge.put(record);
  knowledge.settle();
  return knowledge;
}

export interface KnownIncident {
  readonly record: IncidentRecord;
  /** Number within this collection; means nothing outside it. */
  readonly number: number;
  readonly statements: readonly Statement[];
  readonly exclusions: readonly Exclusion[];
}

/**
 * The incidents that reports are matched against. Putting and removing one at a time ends in the same answers as
 * building anew, in any order.
 */
export class Knowledge {
  readonly signatures = new SignatureIndex();
  private readonly passages: PassageReader;
  private readonly bySlug = new Map<string, KnownIncident>();
  private readonly byNumber: (KnownIncident | undefined)[] = [];
  private readonly freeNumbers: number[] = [];
  private rarities = new Rarities(0);

  constructor(
    private currentVersion: number,
    private readonly index = new PassageIndex(),
  ) {
    this.passages = new PassageReader(index.terms);
  }

  /** Adds an incident, or replaces the one of the same slug. Throws `SIGNATURE_INVALID` and then changes nothing. */
  put(record: IncidentRecord): void {
    const number =
      this.bySlug.get(record.slug)?.number ?? this.freeNumbers.pop() ?? this.byNumber.push(undefined) - 1;
    this.signatures.put(number, record.signatures);
    this.index.put(number, this.passages.read(record));
    this.know(record, number);
  }

  /** Forgets an incident; one that is not there is no error. */
  remove(slug: string): void {
    const known = this.bySlug.get(slug);
    if (!known) return;
    this.index.remove(known.number);
    this.signatures.remove(known.number);
    this.bySlug.delete(slug);
    this.byNumber[known.number] = undefined;
    this.freeNumbers.push(known.number);
  }

  /** Prepares for lookups; otherwise the first lookup after many changes does, and takes the longer. */
  settle(): void {
    this.index.settle();
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

  incident(number: number): KnownIncident | undefined {
    return this.byNumber[number];
  }

  record(slug: string): IncidentRecord | undefined {
    return this.bySlug.get(slug)?.record;
  }

  /** Holds the words of a report against the incidents. */
  read(terms: readonly WeighedTerm[]): Reading {
    return new Reading(terms, this.index, this);
  }

  /** A passage of an incident, in the dictionary's numbers: the body is 0, and each statement says which it is. */
  passage(number: number, passage: number): StoredPassage {
    return this.index.store.passage(number, passage);
  }

  get terms(): Dictionary {
    return this.index.terms;
  }

  /** How much a term tells among these incidents, in nats. */
  rarityOf(term: string): number {
    const id = this.terms.idOf(term);
    return id >= 0 ? this.rarityById(id) : this.rarity(everydayStems.has(term), 0);
  }

  rarityById(id: number): number {
    return this.rarity(this.terms.isEveryday(id), this.terms.recordsWith(id));
  }

  /** What a term tells that no incident has. */
  get highestRarity(): number {
    return highestRarity(this.size);
  }

  /** All of it, as it is at the time of the call; what takes long is done when the parts are asked for. */
  toParts(): Iterable<Uint8Array> {
    const records = this.byNumber.map((it) => it?.record ?? null);
    return partsOf([jsonPart(this.currentVersion), ...this.index.toParts()], records);
  }

  static fromParts(parts: PartReader): Knowledge {
    const knowledge = new Knowledge(parts.json(), PassageIndex.fromParts(parts));
    for (const record of parts.list<IncidentRecord | null>()) knowledge.restore(record);
    return knowledge;
  }

  private restore(record: IncidentRecord | null): void {
    const number = this.byNumber.push(undefined) - 1;
    if (record) {
      this.signatures.put(number, record.signatures);
      this.know(record, number);
    } else this.freeNumbers.push(number);
  }

  private know(record: IncidentRecord, number: number): void {
    const known = { record, number, statements: statementsOf(record), exclusions: readExclusions(record) };
    this.bySlug.set(record.slug, known);
    this.byNumber[number] = known;
  }

  private rarity(isEveryday: boolean, recordsWithTerm: number): number {
    if (this.rarities.records !== this.size) this.rarities = new Rarities(this.size);
    return this.rarities.of(isEveryday, recordsWithTerm);
  }
}

function* partsOf(index: readonly Uint8Array[], records: readonly (IncidentRecord | null)[]) {
  yield* index;
  yield* listParts(records);
}
