import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../kernel/index.js';
import { confidenceOf, DIRECTIONS, type ConfidenceFeature, type ConfidenceFeatures } from '../confidence.js';
import { fitConfidence, type ConfidenceExample } from './fit-confidence.js';

const nothing = Object.fromEntries(Object.keys(DIRECTIONS).map((it) => [it, 0])) as Record<
  ConfidenceFeature,
  number
>;
const logistic = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Answers that are right as often as a lead from -3 to 3 says. */
function examples(count: number, seed: number, chance: (lead: number) => number): ConfidenceExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const lead = 6 * random.next() - 3;
    const features: ConfidenceFeatures = { ...nothing, lead };
    return { features, isRight: random.next() < chance(lead), weight: 1 };
  });
}

describe('a fit of the confidence', () => {
  it('finds the chances by which answers were right, also of answers that it did not see', () => {
    const chance = (lead: number) => logistic(1.5 * lead - 1);
    const weights = fitConfidence(examples(2_000, 1, chance));
    for (const lead of [-2, -1, 0, 1, 2]) {
      expect(Math.abs(confidenceOf({ ...nothing, lead }, weights) - chance(lead))).toBeLessThan(0.05);
    }
  });

  it('never holds evidence against what it speaks for, whatever the answers say', () => {
    const weights = fitConfidence(examples(500, 2, (lead) => logistic(-2 * lead)));
    expect(weights.lead).toBe(0);
    expect(confidenceOf(nothing, weights)).toBeCloseTo(0.5, 1);
  });

  it('is the same for the same answers', () => {
    const answers = examples(200, 3, logistic);
    expect(fitConfidence(answers)).toEqual(fitConfidence(answers));
  });

  it('counts an answer of twice the weight like two of them', () => {
    const answers = examples(100, 4, logistic);
    const [twice, two] = [answers.map((it) => ({ ...it, weight: 2 })), [...answers, ...answers]];
    const difference = fitConfidence([...twice, ...answers]).lead - fitConfidence([...two, ...answers]).lead;
    expect(Math.abs(difference)).toBeLessThan(0.02);
  });
});
