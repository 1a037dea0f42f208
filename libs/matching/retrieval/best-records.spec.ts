import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../../kernel/index.js';
import { bestRecords, type AskedTerm } from './best-records.js';
import { Bounds } from './bounds.js';
import { buildImpactLists } from './impact-lists.js';
import { impactOf, packWeight, PassageStore } from './passage-store.js';
import { wordScore } from './word-score.js';

const TERMS = 40;
type Row = readonly [id: number, impact: number];
type Records = readonly (readonly (readonly Row[])[])[];

const row = fc.tuple(
  // Zipf's law in small: low numbers are common terms.
  fc.double({ min: 0, max: 1, noNaN: true }).map((it) => Math.floor(TERMS * it ** 2.5 * 0.999)),
  fc.double({ min: 0.02, max: 2.2, noNaN: true }),
);
const passage = fc.uniqueArray(row, { selector: ([id]) => id, maxLength: 8 });
const records = fc.array(fc.array(passage, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 });
const asked = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -1, max: TERMS - 1 }), fc.integer({ min: 1, max: 700_000 })), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 12,
  })
  .map((terms) =>
    terms.map(([id, told]): AskedTerm => ({ id, told: told / 65_536 })).sort((a, b) => b.told - a.told),
  );
/** Thousands of records in which words are as common as in a language: lists long enough to stop before their end. */
const random = seededRandom(1);
const commonId = () => Math.floor(TERMS * random.next() ** 4);
const language: Records = Array.from({ length: 4_000 }, () =>
  Array.from({ length: 3 }, () => {
    const ids = new Set(Array.from({ length: 4 }, commonId));
    return [...ids].map((id): Row => [id, 0.2 + 2 * random.next()]);
  }),
);
const languageLists = buildImpactLists(storeOf(language), TERMS);
/** Terms that tell the more the rarer they are. */
const askedOfLanguage = fc
  .uniqueArray(fc.nat(TERMS - 1), { minLength: 3, maxLength: 9 })
  .map((ids) => ids.sort((a, b) => b - a).map((id): AskedTerm => ({ id, told: 0.25 + 0.125 * id })));

function storeOf(them: Records): PassageStore {
  const store = new PassageStore();
  them.forEach((passages, record) => {
    store.begin(record);
    for (const rows of passages) {
      for (const [id, impact] of rows) store.write(id, packWeight(impact, 0));
      store.endPassage(record);
    }
  });
  return store;
}

/** The score as its definition has it, without an index. */
function scorer(terms: readonly AskedTerm[]): (passages: Records[number]) => number {
  const told = new Float64Array(TERMS);
  for (const it of terms) if (it.id >= 0) told[it.id] = it.told;
  const sum = (rows: readonly Row[]) =>
    rows.reduce((total, [id, impact]) => total + told[id]! * impactOf(packWeight(impact, 0)), 0);
  return ([body = [], ...statements]) => {
    const sums = statements.map(sum);
    return wordScore(
      sum(body),
      Math.max(0, ...sums),
      sums.reduce((a, b) => a + b, 0),
    );
  };
}

/** Some records are unwanted, some have changed since the lists were made, and some are not in them at all. */
const role = (record: number) => ({
  isWanted: record % 7 !== 3,
  isChanged: record % 11 === 5,
});

function search(
  them: Records,
  terms: readonly AskedTerm[],
  limit: number,
  lists = buildImpactLists(storeOf(them), TERMS),
) {
  const scoreOf = scorer(terms);
  let scored = 0;
  const found = bestRecords(terms, lists, {
    limit,
    isWanted: (record) => role(record).isWanted,
    isListed: Uint8Array.from(them, (_, record) => (role(record).isChanged ? 0 : 1)),
    unlisted: them.flatMap((_, record) => (role(record).isChanged ? [record] : [])),
    score: (record) => {
      scored += 1;
      return scoreOf(them[record]!);
    },
    compare: (a, b) => a - b,
    bounds: new Bounds(them.length),
  });
  return { found, scored };
}

function searchAll(them: Records, terms: readonly AskedTerm[], limit: number) {
  const scoreOf = scorer(terms);
  return them
    .map((passages, record) => ({ record, score: scoreOf(passages) }))
    .filter(({ record, score }) => score > 0 && role(record).isWanted)
    .sort((a, b) => b.score - a.score || a.record - b.record)
    .slice(0, limit);
}

describe('the best records', () => {
  it('are those that scoring every record finds, with the same scores in the same order', () => {
    fc.assert(
      fc.property(records, asked, fc.integer({ min: 1, max: 12 }), (them, terms, limit) => {
        expect(search(them, terms, limit).found).toEqual(searchAll(them, terms, limit));
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(askedOfLanguage, fc.integer({ min: 1, max: 3 }), (terms, limit) => {
        const { found } = search(language, terms, limit, languageLists);
        expect(found).toEqual(searchAll(language, terms, limit));
      }),
      { numRuns: 50 },
    );
  });

  it('are found without scoring most of the others', () => {
    const them = Array.from({ length: 20_000 }, (_, record): Records[number] => [
      [[record % 3, 1], ...(record % 2_000 === 0 ? ([[9, 2]] as const) : [])],
      [[record % 3, 1]],
    ]);
    const terms = [
      { id: 9, told: 9 },
      { id: 0, told: 0.5 },
      { id: 1, told: 0.5 },
      { id: 2, told: 0.5 },
    ];
    const { found, scored } = search(them, terms, 5);
    expect(found).toEqual(searchAll(them, terms, 5));
    // Those that have changed are scored in any case.
    expect(scored).toBeLessThan(20_000 / 11 + 500);
  });
});

describe('the lists of a term', () => {
  it('never promise less than the term can add to a score', () => {
    fc.assert(
      fc.property(records, asked, (them, terms) => {
        const lists = buildImpactLists(storeOf(them), TERMS);
        const bounds = new Bounds(them.length);
        bestRecords(terms, lists, {
          limit: them.length,
          isWanted: () => true,
          isListed: new Uint8Array(them.length).fill(1),
          unlisted: [],
          score: () => 1,
          compare: () => 0,
          bounds,
        });
        const scoreOf = scorer(terms);
        them.forEach((passages, record) => {
          const score = scoreOf(passages);
          if (score > 0) expect(bounds.between(score / 1.0001)).toContain(record);
        });
      }),
      { numRuns: 60 },
    );
  });
});
