import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentRecord } from '../incident/index.js';
import { change, question, record } from './arbitraries.js';
import { fixtures, incident, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

const entriesOf = (records: Iterable<IncidentRecord>) => [...records].map((record) => ({ record }));

describe('the knowledge', () => {
  it('takes a word for less, the more incidents say it, so that the rare word of a report decides', () => {
    const flapping = Array.from({ length: 60 }, (_, at) =>
      incident(`port-${at}`, {
        symptoms: [{ id: 'flaps', statement: `The flapping of gadget${at}x goes on` }],
      }),
    );
    const frobnicator = incident('other', {
      symptoms: [{ id: 'it', statement: 'The frobnicator of the rack hums loudly' }],
    });
    const few = createKnowledge(entriesOf([flapping[0]!, frobnicator]), 1);
    const many = createKnowledge(entriesOf([...flapping, frobnicator]), 1);
    expect(many.rarityOf('flap')).toBeLessThan(few.rarityOf('flap') / 2);
    const asked = observation('flapping, flapping, flapping, and the frobnicator');
    expect(match(many, asked).matches[0]?.slug).toBe('other');
  });

  it('answers after any changes as if it had been built anew from what is left', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), question, (changes, asked) => {
        const changed = createKnowledge([], 0);
        const left = new Map<string, IncidentRecord>();
        for (const it of changes) {
          if ('put' in it) {
            changed.put(it.put);
            left.set(it.put.slug, it.put);
          } else {
            changed.remove(it.remove);
            left.delete(it.remove);
          }
        }
        expect(match(changed, asked)).toEqual(match(createKnowledge(entriesOf(left.values()), 0), asked));
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same whatever the order in which incidents came', () => {
    const records = fc.uniqueArray(record, { selector: (it) => it.slug, minLength: 2 });
    fc.assert(
      fc.property(records, question, (them, asked) => {
        const backwards = createKnowledge(entriesOf([...them].reverse()), 0);
        expect(match(createKnowledge(entriesOf(them), 0), asked)).toEqual(match(backwards, asked));
      }),
    );
  });

  it('is not shaken by incidents that have nothing to do with the report', () => {
    const asked = observation('a terminal session freezes when a command prints much output');
    const unrelated = fc.uniqueArray(fc.stringMatching(/^zq[b-y]{4,8}( zq[b-y]{4,8}){3,12}$/), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(unrelated, (narratives) => {
        const strangers = narratives.map((narrative, at) =>
          incident(`zq-${at}`, { title: narrative, narrative }),
        );
        const [first] = match(createKnowledge(entriesOf([...fixtures, ...strangers]), 0), asked).matches;
        expect(first?.slug).toBe('oversized-frames');
      }),
      { numRuns: 30 },
    );
  });

  it('keeps an incident as it was when its new signatures cannot be used', () => {
    const knowledge = createKnowledge(entriesOf(fixtures), 7);
    const asked = observation('the broker grows until the kernel kills it');
    const before = match(knowledge, asked);
    const [signature] = fixtures[0]!.signatures;
    expect(() => knowledge.put({ ...fixtures[1]!, signatures: [{ ...signature!, pattern: '(' }] })).toThrow(
      expect.objectContaining({ code: 'SIGNATURE_INVALID' }),
    );
    expect(match(knowledge, asked)).toEqual(before);
  });

  it('tells its version and its size', () => {
    const knowledge = createKnowledge(entriesOf(fixtures), 7);
    knowledge.advanceTo(9);
    knowledge.advanceTo(8);
    knowledge.remove('nobody');
    expect([knowledge.version, knowledge.size]).toEqual([9, fixtures.length]);
    expect(match(knowledge, observation('broker')).knowledgeVersion).toBe(9);
  });
});
