import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  confidenceOf,
  DIRECTIONS,
  verdictOn,
  type ConfidenceFeature,
  type ConfidenceFeatures,
} from './confidence.js';
import { confidenceWeights, verdictAt } from './learning/weights.js';

const names = Object.keys(DIRECTIONS) as ConfidenceFeature[];
const features = fc
  .tuple(...names.map(() => fc.double({ min: -1, max: 4, noNaN: true })))
  .map((values) => Object.fromEntries(names.map((name, at) => [name, values[at]])))
  .map((it) => it as Record<keyof ConfidenceFeatures, number>);

describe('confidence', () => {
  it('lies between 0 and 1, and only ever moves into the direction of the evidence', () => {
    fc.assert(
      fc.property(features, (it) => {
        const confidence = confidenceOf(it);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        for (const name of names) {
          const more = confidenceOf({ ...it, [name]: it[name] + 1 });
          if (DIRECTIONS[name] !== 0)
            expect((more - confidence) * DIRECTIONS[name]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('is moved by a lead, by what is shared, by proof and by contradictions, as shipped', () => {
    const moved = names.filter((it) => DIRECTIONS[it] !== 0 && confidenceWeights[it] !== 0);
    expect(moved).toEqual(
      expect.arrayContaining(['lead', 'report', 'proven', 'contradictions', 'denied', 'excluded'] as const),
    );
  });
});

describe('the verdict', () => {
  const { known, candidates } = verdictAt;
  it.each([
    [[known, 0.1], 'KNOWN'],
    [[known], 'KNOWN'],
    [[known - 0.01, candidates], 'AMBIGUOUS'],
    [[candidates, candidates], 'AMBIGUOUS'],
    [[known - 0.01, candidates - 0.01], 'UNKNOWN'],
    [[], 'UNKNOWN'],
  ])('on %j is %s', (confidences, verdict) => {
    expect(verdictOn(confidences)).toBe(verdict);
  });
});
