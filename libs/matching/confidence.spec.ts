import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CANDIDATE_AT,
  CONFIDENCE_WEIGHTS,
  confidenceOf,
  KNOWN_AT,
  verdictOn,
  type ConfidenceFeatures,
} from './confidence.js';

const signs = CONFIDENCE_WEIGHTS;
const names = Object.keys(signs) as (keyof ConfidenceFeatures)[];
const features = fc
  .tuple(...names.map(() => fc.double({ min: -1, max: 2, noNaN: true })))
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
          expect((more - confidence) * signs[name]).toBeGreaterThanOrEqual(0);
        }
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
