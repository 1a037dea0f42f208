import type { Knowledge } from './knowledge.js';
import type { WeighedTerm } from './words.js';

/** Where a term of the report occurs in an incident. */
export interface Occurrence {
  readonly term: WeighedTerm;
  readonly passage: number;
  /** `fieldBit`s for the body, 0 for a statement. */
  readonly fields: number;
  /** What it added to the score. */
  readonly gain: number;
}

/** Which terms occur where in the given incidents, by the number of the incident: the reasons behind a ranking. */
export function findOccurrences(
  terms: readonly WeighedTerm[],
  numbers: readonly number[],
  { index, numbers: size }: Knowledge,
): ReadonlyMap<number, readonly Occurrence[]> {
  const found = new Map<number, Occurrence[]>(numbers.map((number) => [number, []]));
  const isWanted = new Uint8Array(size);
  for (const number of numbers) isWanted[number] = 1;
  for (const term of terms) {
    const postings = index.find(term.term);
    if (!postings) continue;
    const { passages, impacts, fields } = postings;
    for (let row = 0; row < passages.length; row += 1) {
      const passage = passages[row]!;
      const owner = index.ownerOf(passage);
      if (isWanted[owner] === 0) continue;
      const gain = term.weight * term.rarity * impacts[row]!;
      found.get(owner)!.push({ term, passage, fields: fields[row]!, gain });
    }
  }
  return found;
}
