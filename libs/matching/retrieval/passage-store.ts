import { Column } from './column.js';
import type { PartReader } from '../parts.js';

/** A passage as two columns of equal length, one row a distinct term, in the order in which they are first said. */
export interface StoredPassage {
  /** Numbers in the dictionary. */
  readonly ids: Int32Array;
  /** Each an impact and the fields that the term occurs in, see `packWeight`. */
  readonly weights: Uint16Array;
}

/** Impacts are kept in steps of this size: powers of two, so that sums of them are exact in whatever order. */
const IMPACT_STEP = 1 / 1024;
const FIELD_BITS = 4;

/** An impact from 0 to just under 4, rounded, and the bits of at most four fields, in 16 bits. */
export const packWeight = (impact: number, fields: number) =>
  (Math.max(1, Math.round(impact / IMPACT_STEP)) << FIELD_BITS) | fields;
export const impactOf = (weight: number) => (weight >> FIELD_BITS) * IMPACT_STEP;
export const fieldsOf = (weight: number) => weight & ((1 << FIELD_BITS) - 1);

/** The passages of every record, back to back, as rows; what is removed leaves a gap, which `compacted` leaves out. */
export class PassageStore {
  private readonly ids = new Column(Int32Array);
  private readonly weights = new Column(Uint16Array);
  /** By passage: the row after its last; its first row is where the passage before it ends. */
  private readonly ends = new Column(Int32Array);
  /** By record; a record that is not there has no passages. */
  private readonly firstPassage = new Column(Int32Array);
  private readonly passageCount = new Column(Int32Array);

  /** Begins a record, whose passages are then written one after the other. */
  begin(record: number): void {
    while (this.passageCount.length <= record) {
      this.firstPassage.push(0);
      this.passageCount.push(0);
    }
    this.firstPassage.set(record, this.ends.length);
    this.passageCount.set(record, 0);
  }

  write(id: number, weight: number): void {
    this.ids.push(id);
    this.weights.push(weight);
  }

  endPassage(record: number): void {
    this.ends.push(this.ids.length);
    this.passageCount.set(record, this.passageCount.at(record) + 1);
  }

  remove(record: number): void {
    this.passageCount.set(record, 0);
  }

  /** Number of passages of a record; 0 when it is not there. */
  passagesOf(record: number): number {
    return record < this.passageCount.length ? this.passageCount.at(record) : 0;
  }

  passage(record: number, ordinal: number): StoredPassage {
    const [start, end] = [this.firstRow(record, ordinal), this.endRow(record, ordinal)];
    return { ids: this.ids.view(start, end), weights: this.weights.view(start, end) };
  }

  firstRow(record: number, ordinal: number): number {
    const passage = this.firstPassage.at(record) + ordinal;
    return passage === 0 ? 0 : this.ends.at(passage - 1);
  }

  endRow(record: number, ordinal: number): number {
    return this.ends.at(this.firstPassage.at(record) + ordinal);
  }

  /** The first row of a record, and the one after its last; its passages are back to back. */
  startOf(record: number): number {
    return this.passagesOf(record) === 0 ? 0 : this.firstRow(record, 0);
  }

  endOf(record: number): number {
    const passages = this.passagesOf(record);
    return passages === 0 ? 0 : this.endRow(record, passages - 1);
  }

  idAt(row: number): number {
    return this.ids.at(row);
  }

  weightAt(row: number): number {
    return this.weights.at(row);
  }

  /** One more than the highest number of a record. */
  get records(): number {
    return this.passageCount.length;
  }

  /** Rows, those of gaps included. */
  get rows(): number {
    return this.ids.length;
  }

  /** The same without gaps, and in no more room than it takes. */
  compacted(): PassageStore {
    const copy = new PassageStore();
    for (let record = 0; record < this.records; record += 1) {
      copy.begin(record);
      for (let ordinal = 0; ordinal < this.passagesOf(record); ordinal += 1) {
        const end = this.endRow(record, ordinal);
        for (let row = this.firstRow(record, ordinal); row < end; row += 1) {
          copy.write(this.idAt(row), this.weightAt(row));
        }
        copy.endPassage(record);
      }
    }
    for (const column of copy.columns) column.trim();
    return copy;
  }

  /** All of it, as it is at the time of the call. */
  toParts(): Uint8Array[] {
    return this.columns.map((it) => it.toPart());
  }

  static fromParts(parts: PartReader): PassageStore {
    const store = new PassageStore();
    for (const column of store.columns) column.read(parts);
    return store;
  }

  private get columns() {
    return [this.ids, this.weights, this.ends, this.firstPassage, this.passageCount];
  }
}
