import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../kernel/index.js';
import { COST, costOf, deriveThresholds, type WeighedAnswer } from './derive-thresholds.js';

const answer = (confidence: number, isRight: boolean, isExplained = true): WeighedAnswer => ({
  confidences: [confidence],
  isRight,
  isExplained,
  weight: 1,
});

describe('what answers cost', () => {
  it('is five misses for a wrong KNOWN, one for a report that is explained and not KNOWN, and else nothing', () => {
    const cost = (it: WeighedAnswer) => costOf([it], 0.8);
    expect(cost(answer(0.8, false))).toBe(COST.wrongKnown);
    expect(cost(answer(0.9, false, false))).toBe(5);
    expect(cost(answer(0.79, true))).toBe(COST.miss);
    expect(cost(answer(0.9, true))).toBe(0);
    expect(cost(answer(0.1, false, false))).toBe(0);
  });
});

describe('the threshold of KNOWN', () => {
  it('is close to five sixths where confidence means what it says', () => {
    const random = seededRandom(5);
    const answers = Array.from({ length: 20_000 }, () => {
      const confidence = random.next();
      return answer(confidence, random.next() < confidence);
    });
    const { known } = deriveThresholds(answers);
    expect(known).toBeGreaterThanOrEqual(5 / 6 - 0.03);
    expect(known).toBeLessThanOrEqual(5 / 6 + 0.05);
  });

  it('lies above the confidence of answers that are wrong too often', () => {
    const sure = Array.from({ length: 100 }, () => answer(0.95, true));
    const deceived = Array.from({ length: 100 }, (_, at) => answer(0.9, at % 2 === 0));
    const { known } = deriveThresholds([...sure, ...deceived]);
    expect(known).toBeGreaterThan(0.9);
    expect(known).toBeLessThanOrEqual(0.95);
  });

  it('is not below the break-even where few answers were lucky', () => {
    const lucky = Array.from({ length: 20 }, () => answer(0.6, true));
    expect(deriveThresholds(lucky).known).toBeGreaterThanOrEqual(5 / 6);
  });
});
