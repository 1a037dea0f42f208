import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CANDIDATE_AT, confidenceOf, KNOWN_AT, verdictOn } from './confidence.js';
import type { Features } from './judge.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const features: fc.Arbitrary<Features> = fc.record({
  reportCovered: share,
  statementCovered: share,
  amount: fc.double({ min: 0, max: 50, noNaN: true }),
  events: fc.nat(5),
  agreeingFacts: fc.nat(5),
  contradictions: fc.nat(5),
});

describe('confidence', () => {
  it('lies between 0 and 1, and is not lowered by anything that speaks for the incident', () => {
    fc.assert(
      fc.property(features, fc.double({ min: -1, max: 1, noNaN: true }), (it, lead) => {
        const confidence = confidenceOf(it, lead);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
        for (const name of [
          'reportCovered',
          'statementCovered',
          'amount',
          'events',
          'agreeingFacts',
        ] as const) {
          expect(confidenceOf({ ...it, [name]: it[name] + 1 }, lead)).toBeGreaterThanOrEqual(confidence);
        }
        expect(confidenceOf({ ...it, contradictions: it.contradictions + 1 }, lead)).toBeLessThan(confidence);
      }),
    );
  });
});

describe('the verdict', () => {
  it.each([
    [[KNOWN_AT, 0.1], 'KNOWN'],
    [[KNOWN_AT], 'KNOWN'],
    [[0.9, 0.8], 'AMBIGUOUS'],
    [[CANDIDATE_AT, CANDIDATE_AT], 'AMBIGUOUS'],
    [[KNOWN_AT - 0.01, 0.1], 'UNKNOWN'],
    [[], 'UNKNOWN'],
  ])('on %j is %s', (confidences, verdict) => {
    expect(verdictOn(confidences)).toBe(verdict);
  });
});
