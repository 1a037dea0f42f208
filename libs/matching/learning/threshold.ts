import type { Answered } from '../evaluation/figures.js';

/** A wrong `KNOWN` costs so many times what a right answer costs that was not called `KNOWN`. */
export const COST_OF_WRONG_KNOWN = 5;

/**
 * The confidence from which on calling an answer `KNOWN` costs least over these answers. A confidence that means what
 * it says would give 5/6 by itself: there the risk of being wrong, times five, is the chance of being right.
 */
export function cheapestThreshold(answers: readonly Pick<Answered, 'matches' | 'expected'>[]): number {
  const fair = COST_OF_WRONG_KNOWN / (COST_OF_WRONG_KNOWN + 1);
  const rows = answers.flatMap(({ matches: [first], expected }) =>
    first ? [{ confidence: first.confidence, isRight: expected.includes(first.id) }] : [],
  );
  const costAt = (threshold: number) =>
    rows.reduce((cost, { confidence, isRight }) => {
      if (confidence >= threshold) return cost + (isRight ? 0 : COST_OF_WRONG_KNOWN);
      return cost + (isRight ? 1 : 0);
    }, 0);
  const steps = Array.from({ length: 41 }, (_, at) => 0.55 + at / 100);
  const costs = steps.map(costAt);
  const least = Math.min(...costs);
  const cheapest = steps.filter((_, at) => costs[at] === least);
  return cheapest.reduce(
    (best, it) => (Math.abs(it - fair) < Math.abs(best - fair) ? it : best),
    cheapest[0]!,
  );
}
