import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentRecord } from '../incident/index.js';
import { seal, unseal } from '../kernel/index.js';
import { change, question } from './arbitraries.js';
import { indexFingerprint } from './fingerprint.js';
import { fixtures, incident } from './fixtures.js';
import { createKnowledge, Knowledge } from './knowledge.js';
import { match } from './match.js';
import { PartReader } from './parts.js';

type Change = typeof change extends fc.Arbitrary<infer Of> ? Of : never;
/** Lists are made now and then, and every so often after a change. */
const changes = fc.array(fc.oneof({ weight: 6, arbitrary: change }, fc.constant({ settle: true } as const)), {
  maxLength: 14,
});

function apply(knowledge: Knowledge, it: Change | { readonly settle: true }): void {
  if ('settle' in it) knowledge.settle();
  else if ('put' in it) knowledge.put(it.put);
  else knowledge.remove(it.remove);
}
const bytesOf = (knowledge: Knowledge) => Buffer.concat([...seal(knowledge.toParts())]);
const restored = (bytes: Uint8Array) => Knowledge.fromParts(new PartReader(unseal(bytes)));
/** What was left of the records, indexed anew. */
function rebuilt(them: readonly (Change | { readonly settle: true })[]): Knowledge {
  const left = new Map<string, IncidentRecord>();
  for (const it of them) {
    if ('put' in it) left.set(it.put.slug, it.put);
    else if ('remove' in it) left.delete(it.remove);
  }
  return createKnowledge(
    [...left.values()].map((record) => ({ record })),
    0,
  );
}

/** All that an index holds, said without the numbers that it gives to records and terms. */
function contents(knowledge: Knowledge) {
  const slugs = ['alpha', 'beta', 'gamma', 'delta'].filter((slug) => knowledge.record(slug));
  const terms = JSON.parse(Buffer.from([...knowledge.terms.toParts()][0]!).toString()) as (string | null)[];
  const known = Array.from({ length: 4 }, (_, number) => knowledge.incident(number)).filter((it) => it);
  return {
    version: knowledge.version,
    size: knowledge.size,
    records: slugs.map((slug) => knowledge.record(slug)),
    incidents: known
      .map((it) => ({
        ...it!,
        number: undefined,
        passages: Array.from({ length: it!.statements.length + 1 }, (_, ordinal) => {
          const { ids, weights } = knowledge.passage(it!.number, ordinal);
          return [...ids].map((id, row) => [terms[id], weights[row]]);
        }),
      }))
      .sort((a, b) => (a.record.slug < b.record.slug ? -1 : 1)),
    counts: terms
      .flatMap((term) =>
        term !== null && knowledge.terms.idOf(term) >= 0
          ? [[term, knowledge.terms.recordsWith(knowledge.terms.idOf(term)), knowledge.rarityOf(term)]]
          : [],
      )
      .sort(([a], [b]) => (a! < b! ? -1 : 1)),
  };
}

describe('an index that was written and read', () => {
  it('is the one that was written, to the last byte', () => {
    fc.assert(
      fc.property(changes, (them) => {
        const knowledge = createKnowledge([], 0);
        for (const it of them) apply(knowledge, it);
        const bytes = bytesOf(knowledge);
        expect(bytesOf(restored(bytes)).equals(bytes)).toBe(true);
        expect(contents(restored(bytes))).toEqual(contents(knowledge));
      }),
    );
  });

  it('holds and answers what one that is built anew does, also after any changes', () => {
    fc.assert(
      fc.property(changes, changes, question, (before, after, asked) => {
        const knowledge = createKnowledge([], 0);
        for (const it of before) apply(knowledge, it);
        const read = restored(bytesOf(knowledge));
        expect(contents(read)).toEqual(contents(rebuilt(before)));
        expect(match(read, asked)).toEqual(match(rebuilt(before), asked));
        for (const it of after) apply(read, it);
        const all = [...before, ...after];
        expect(contents(read)).toEqual(contents(rebuilt(all)));
        expect(match(read, asked)).toEqual(match(rebuilt(all), asked));
      }),
      { numRuns: 200 },
    );
  });

  it('is refused when any byte of it has changed', () => {
    const bytes = bytesOf(createKnowledge([{ record: fixtures[1]! }], 7));
    for (const at of bytes.keys()) {
      bytes[at]! ^= 1 << (at % 8);
      expect(() => restored(bytes)).toThrow('The seal is broken');
      bytes[at]! ^= 1 << (at % 8);
    }
    expect(restored(bytes).version).toBe(7);
  });

  it('is as it was when the writing began, whatever changes meanwhile', () => {
    const knowledge = createKnowledge(
      Array.from({ length: 600 }, (_, at) => ({
        record: incident(`port-${at}`, { narrative: `gadget${at}` }),
      })),
      1,
    );
    const before = bytesOf(knowledge);
    const during: Uint8Array[] = [];
    for (const part of knowledge.toParts()) {
      during.push(part);
      knowledge.remove(`port-${during.length}`);
      knowledge.put(incident(`port-599`, { narrative: `gizmo${during.length}` }));
      if (during.length % 5 === 0) knowledge.settle();
    }
    expect(Buffer.concat([...seal(during)]).equals(before)).toBe(true);
  });
});

describe('the fingerprint of indexes', () => {
  it('is the same whenever it is asked for', () => {
    expect(indexFingerprint()).toMatch(/^[0-9a-f]{16}$/);
    expect(indexFingerprint()).toBe(indexFingerprint());
  });
});
