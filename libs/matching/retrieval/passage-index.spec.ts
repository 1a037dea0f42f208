import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PassageIndex } from './passage-index.js';
import { packWeight } from './passage-store.js';

const words = ['broker', 'lease', 'switch', 'image', 'port'];
const passage = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 });
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ put: fc.nat(20), passages: fc.array(passage, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant({ settle: true } as const) },
);

/** What an index holds of each record, in words. */
function contents(index: PassageIndex) {
  const wordOf = new Map(words.map((word) => [index.terms.idOf(stem(word)), stem(word)]));
  return Array.from({ length: 21 }, (_, record) =>
    Array.from({ length: index.store.passagesOf(record) }, (__, ordinal) =>
      [...index.store.passage(record, ordinal).ids].map((id) => wordOf.get(id)),
    ),
  );
}

describe('the passage index', () => {
  it('holds what was last put, and counts the records of each term, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const index = new PassageIndex();
        const expected: string[][][] = Array.from({ length: 21 }, () => []);
        for (const it of changes) {
          if ('settle' in it) index.settle();
          else if ('remove' in it) {
            index.remove(it.remove);
            expected[it.remove] = [];
          } else {
            const rows = it.passages.map((terms) => {
              const ids = terms.flatMap((term) => index.terms.read(term)).map(({ id }) => id);
              return { ids, weights: ids.map(() => packWeight(1, 0)) };
            });
            index.put(it.put, rows);
            expected[it.put] = it.passages.map((terms) => terms.map((term) => stem(term)));
          }
        }
        expect(contents(index)).toEqual(expected);
        for (const word of words) {
          const holding = expected.filter((record) =>
            record.some((terms) => terms.includes(stem(word))),
          ).length;
          const id = index.terms.idOf(stem(word));
          expect(id < 0 ? 0 : index.terms.recordsWith(id)).toBe(holding);
        }
      }),
    );
  });

  it('takes no more numbers for words that come and go than there are at one time', () => {
    const index = new PassageIndex();
    for (let round = 0; round < 50; round += 1) {
      const ids = index.terms.read(`word${String.fromCharCode(97 + (round % 26))}x`).map((it) => it.id);
      index.put(0, [{ ids, weights: ids.map(() => packWeight(1, 0)) }]);
      index.settle();
    }
    expect(index.terms.size).toBeLessThan(5);
  });
});

/** The words of this test are their own stems, but for these. */
const stem = (word: string) => ({ lease: 'leas', image: 'imag' })[word] ?? word;
