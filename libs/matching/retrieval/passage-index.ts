import { bestRecords, type AskedTerm, type Contest, type ScoredRecord } from './best-records.js';
import { Bounds } from './bounds.js';
import { Dictionary } from './dictionary.js';
import { buildImpactLists, type ImpactLists } from './impact-lists.js';
import { jsonPart, numbersPart, type PartReader } from '../parts.js';
import { PassageStore } from './passage-store.js';

/** A passage as it is put in: its distinct terms in the order in which they are said, each with a packed weight. */
export interface PassageRows {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The passages of all records, and lists that find the records of a term. The passages are always right. The lists
 * are made of them from time to time, and are no more than a guide to records worth scoring: a record that changed
 * since is scored whatever they say. So answers never depend on the order of changes.
 */
export class PassageIndex {
  private lists: ImpactLists;
  private readonly unlisted = new Set<number>();
  private isListed = new Uint8Array(0);
  private bounds = new Bounds(0);
  /** By term, so that a record counts once for a term that several of its passages have. */
  private readonly lastCounting: number[] = [];
  private countings = 0;

  constructor(
    readonly terms = new Dictionary(),
    private passages = new PassageStore(),
  ) {
    this.lists = buildImpactLists(new PassageStore(), 0);
  }

  /** Sets the passages of a record, a small number; its first passage is its body. */
  put(record: number, passages: readonly PassageRows[]): void {
    this.remove(record);
    this.passages.begin(record);
    for (const { ids, weights } of passages) {
      ids.forEach((id, row) => this.passages.write(id, weights[row]!));
      this.passages.endPassage(record);
    }
    this.countTerms(record, 1);
    this.unlisted.add(record);
  }

  remove(record: number): void {
    if (this.passages.passagesOf(record) === 0) return;
    this.countTerms(record, -1);
    this.passages.remove(record);
    this.unlisted.delete(record);
    if (record < this.isListed.length) this.isListed[record] = 0;
  }

  get store(): PassageStore {
    return this.passages;
  }

  /** The records of the highest scores, see `bestRecords`. */
  best(
    asked: readonly AskedTerm[],
    contest: Pick<Contest, 'limit' | 'isWanted' | 'score' | 'compare'>,
  ): ScoredRecord[] {
    if (this.unlisted.size > UNLISTED_MIN + this.isListed.length * UNLISTED_SHARE) this.settle();
    return bestRecords(asked, this.lists, {
      ...contest,
      unlisted: this.unlisted,
      isListed: this.isListed,
      bounds: this.bounds,
    });
  }

  /** Makes the lists anew; worth it before many searches. Numbers of terms that nobody has may change hands. */
  settle(): void {
    this.terms.forgetUnused();
    this.passages = this.passages.compacted();
    this.lists = buildImpactLists(this.passages, this.terms.size);
    this.unlisted.clear();
    const { records } = this.passages;
    this.isListed = Uint8Array.from({ length: records }, (_, it) =>
      this.passages.passagesOf(it) > 0 ? 1 : 0,
    );
    this.bounds = new Bounds(records);
  }

  /** All of it, as it is at the time of the call. */
  toParts(): Uint8Array[] {
    const { records, lifts, firstPosting } = this.lists;
    return [
      ...this.terms.toParts(),
      ...this.passages.toParts(),
      ...[records, lifts, firstPosting, this.isListed].map(numbersPart),
      jsonPart([...this.unlisted]),
    ];
  }

  static fromParts(parts: PartReader): PassageIndex {
    const index = new PassageIndex(Dictionary.fromParts(parts), PassageStore.fromParts(parts));
    index.lists = {
      records: parts.numbers(Int32Array),
      lifts: parts.numbers(Uint16Array),
      firstPosting: parts.numbers(Int32Array),
    };
    index.isListed = parts.numbers(Uint8Array);
    for (const record of parts.json<number[]>()) index.unlisted.add(record);
    index.bounds = new Bounds(index.isListed.length);
    return index;
  }

  private countTerms(record: number, change: 1 | -1): void {
    this.countings += 1;
    for (let ordinal = 0; ordinal < this.passages.passagesOf(record); ordinal += 1) {
      const end = this.passages.endRow(record, ordinal);
      for (let row = this.passages.firstRow(record, ordinal); row < end; row += 1) {
        const id = this.passages.idAt(row);
        if (this.lastCounting[id] !== this.countings) this.terms.count(id, change);
        this.lastCounting[id] = this.countings;
      }
    }
  }
}

/** So many changed records, and this share of all, are scored one by one before the lists are made anew. */
const UNLISTED_MIN = 256;
const UNLISTED_SHARE = 1 / 64;
