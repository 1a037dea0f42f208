import type { VerdictThresholds } from '../confidence.js';
import { sum } from '../sum.js';

/** What an answer costs, in misses. */
export const COST = {
  /** Somebody acts on an incident that is not theirs. */
  wrongKnown: 5,
  /** An explained report is not called `KNOWN`, and somebody has to look for themselves. */
  miss: 1,
  /** Somebody makes a check that tells two incidents apart, and the second was not it. */
  check: 0.25,
} as const;

/** A first answer by confidences that were learned without it. */
export interface WeighedAnswer {
  /** Of the first and the second. */
  readonly confidences: readonly number[];
  readonly isRight: boolean;
  /** Whether any incident explains the report. */
  readonly isExplained: boolean;
  /** How much the report counts. */
  readonly weight: number;
}

/** Where `KNOWN` costs as much as a miss, if the confidence means what it says. */
const BREAK_EVEN = COST.wrongKnown / (COST.wrongKnown + COST.miss);

/**
 * The second is worth a check where that saves more misses than it costs. `KNOWN` begins at the highest confidence whose
 * cost over all answers is within one standard error of the least, because near the least the cost is flat and the
 * difference is chance; and nowhere below the break-even, where only luck could make it pay.
 */
export function deriveThresholds(answers: readonly WeighedAnswer[]): VerdictThresholds {
  const cheapest = STEPS.reduce((best, at) => (costOf(answers, at) < costOf(answers, best) ? at : best));
  const isCheap = (at: number) => {
    const more = answers.map((it) => costOf([it], at) - costOf([it], cheapest));
    const mean = sum(more, (it) => it) / more.length;
    const spread = Math.sqrt(sum(more, (it) => (it - mean) ** 2));
    return sum(more, (it) => it) <= spread;
  };
  return { known: STEPS.find(isCheap)!, candidates: COST.check / COST.miss };
}

/** From sure down to the break-even, by hundredths. */
const STEPS = Array.from({ length: 100 }, (_, at) => (99 - at) / 100).filter((at) => at >= BREAK_EVEN);

/** Cost of all answers, in misses, if `KNOWN` begins at this confidence. */
export function costOf(answers: readonly WeighedAnswer[], known: number): number {
  return sum(answers, ({ confidences: [best = 0], isRight, isExplained, weight }) => {
    if (best >= known) return isRight ? 0 : weight * COST.wrongKnown;
    return isExplained ? weight * COST.miss : 0;
  });
}
