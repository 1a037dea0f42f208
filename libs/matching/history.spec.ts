import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtures, observation } from './fixtures.js';
import { lean } from './history.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

const counts = fc.record({ confirmed: fc.nat(1_000), rejected: fc.nat(1_000) });

describe('what operators said of earlier matches', () => {
  it('leans towards what they said more often, the more so the more they said, and never beyond sure', () => {
    fc.assert(
      fc.property(counts, ({ confirmed, rejected }) => {
        const leaning = lean({ confirmed, rejected });
        expect(Math.sign(leaning)).toBe(Math.sign(confirmed - rejected));
        expect(Math.abs(leaning)).toBeLessThan(1);
        expect(lean({ confirmed: confirmed + 1, rejected })).toBeGreaterThan(leaning);
        expect(lean({ confirmed, rejected: rejected + 1 })).toBeLessThan(leaning);
      }),
    );
    expect(lean(undefined)).toBe(0);
  });

  it('makes the matcher surer after confirmations and less sure after rejections, the same every time', () => {
    const knowledge = createKnowledge(
      fixtures.map((record) => ({ record })),
      1,
    );
    const asked = observation('The broker grows until the kernel kills it');
    const confidence = (confirmed: number, rejected: number) =>
      match(knowledge, asked, {
        history: new Map([['broker-out-of-memory', { confirmed, rejected }]]),
      }).matches[0]!.confidence;
    const without = match(knowledge, asked).matches[0]!.confidence;
    expect(confidence(3, 0)).toBeGreaterThan(without);
    expect(confidence(9, 0)).toBeGreaterThan(confidence(3, 0));
    expect(confidence(0, 3)).toBeLessThan(without);
    expect(confidence(2, 2)).toBe(without);
    expect(confidence(3, 0)).toBe(confidence(3, 0));
  });
});
