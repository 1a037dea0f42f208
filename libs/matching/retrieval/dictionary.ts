import { readTerms } from '../terms.js';
import { everydayStems } from '../vocabulary.js';
import { Column } from './column.js';
import { jsonPart, type PartReader } from '../parts.js';
import { TextMap } from './text-map.js';

/** A term of a token, see `termsOf`. */
export interface NumberedTerm {
  readonly id: number;
  readonly weight: number;
}

/** The terms of the collection: each has a number, and is counted once for every record that has it. */
export class Dictionary {
  private readonly ids = new Map<string, number>();
  private readonly records = new Column(Int32Array);
  private readonly everyday = new Column(Uint8Array);
  private readonly free: number[] = [];
  /** Texts repeat their words; what each was read as is kept until the numbers may change. */
  private readonly readings = new TextMap<readonly NumberedTerm[]>();

  /** The number of a term, or -1 if the collection does not have it. */
  idOf(term: string): number {
    const id = this.ids.get(term) ?? -1;
    return id >= 0 && this.records.at(id) > 0 ? id : -1;
  }

  /** The terms of a token of a text; those that are new are given numbers, and have to be counted. */
  read(text: string, start = 0, end = text.length): readonly NumberedTerm[] {
    return this.readings.getOrMake(text, start, end, (raw) =>
      readTerms(raw).map(({ term, weight }) => ({ id: this.number(term), weight })),
    );
  }

  private number(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    const id = this.free.pop() ?? this.nextId();
    this.everyday.set(id, everydayStems.has(term) ? 1 : 0);
    this.ids.set(term, id);
    return id;
  }

  /** A record with the term was added (1) or removed (-1). */
  count(id: number, change: 1 | -1): void {
    this.records.set(id, this.records.at(id) + change);
  }

  recordsWith(id: number): number {
    return this.records.at(id);
  }

  isEveryday(id: number): boolean {
    return this.everyday.at(id) === 1;
  }

  /** One more than the highest number. */
  get size(): number {
    return this.records.length;
  }

  /** Gives the numbers of terms that no record has any more to others; nothing may refer to them. */
  forgetUnused(): void {
    this.readings.clear();
    for (const [term, id] of this.ids) {
      if (this.records.at(id) > 0) continue;
      this.ids.delete(term);
      this.free.push(id);
    }
  }

  /** All of it, as it is at the time of the call. */
  toParts(): Uint8Array[] {
    const terms = new Array<string | null>(this.size).fill(null);
    for (const [term, id] of this.ids) terms[id] = term;
    return [jsonPart(terms), this.records.toPart()];
  }

  static fromParts(parts: PartReader): Dictionary {
    const dictionary = new Dictionary();
    for (const [id, term] of parts.json<(string | null)[]>().entries()) {
      dictionary.everyday.push(term !== null && everydayStems.has(term) ? 1 : 0);
      if (term === null) dictionary.free.push(id);
      else dictionary.ids.set(term, id);
    }
    dictionary.records.read(parts);
    return dictionary;
  }

  private nextId(): number {
    this.records.push(0);
    this.everyday.push(0);
    return this.records.length - 1;
  }
}
