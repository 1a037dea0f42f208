import type { Passage } from './passages.js';

/** Where a term occurs: three columns of equal length, one row a passage. */
export interface Postings {
  readonly passages: number[];
  readonly impacts: number[];
  readonly fields: number[];
  /** Records (not passages) that have the term. */
  records: number;
}

/**
 * Finds the passages that hold a term. Each record, known by a number, owns some passages, numbered across
 * the collection; numbers of removed passages are used again. All that a posting holds depends on its own record alone, which is what makes
 * adding and removing one at a time equal to building anew.
 */
export class InvertedIndex {
  private readonly postings = new Map<string, Postings>();
  private readonly owners: number[] = [];
  private readonly free: number[] = [];

  /** Adds the passages of a record and returns their numbers, in the same order. */
  add(owner: number, passages: readonly Passage[]): number[] {
    const numbers = passages.map(() => this.free.pop() ?? this.owners.push(-1) - 1);
    const seen = new Set<string>();
    passages.forEach((passage, index) => {
      const number = numbers[index]!;
      this.owners[number] = owner;
      for (const [term, { impact, fields }] of passage) {
        const postings = this.postings.get(term) ?? { passages: [], impacts: [], fields: [], records: 0 };
        if (postings.passages.length === 0) this.postings.set(term, postings);
        postings.passages.push(number);
        postings.impacts.push(impact);
        postings.fields.push(fields);
        if (!seen.has(term)) postings.records += 1;
        seen.add(term);
      }
    });
    return numbers;
  }

  /** Removes what `add` added; `passages` must be the same. */
  remove(passages: readonly Passage[], numbers: readonly number[]): void {
    const removed = new Set(numbers);
    for (const term of new Set(passages.flatMap((passage) => [...passage.keys()]))) {
      const postings = this.postings.get(term);
      if (!postings) continue;
      const kept = postings.passages
        .map((_, row) => row)
        .filter((row) => !removed.has(postings.passages[row]!));
      if (kept.length === 0) this.postings.delete(term);
      else {
        this.postings.set(term, {
          passages: kept.map((row) => postings.passages[row]!),
          impacts: kept.map((row) => postings.impacts[row]!),
          fields: kept.map((row) => postings.fields[row]!),
          records: postings.records - 1,
        });
      }
    }
    this.free.push(...numbers);
  }

  find(term: string): Postings | undefined {
    return this.postings.get(term);
  }

  ownerOf(passage: number): number {
    return this.owners[passage]!;
  }

  /** One more than the highest passage number. */
  get size(): number {
    return this.owners.length;
  }
}
