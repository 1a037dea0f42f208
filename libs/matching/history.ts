import type { History } from '../report/index.js';

/**
 * Which way operators lean who judged earlier matches with an incident, from -1 (always wrong) to 1 (always right).
 * A few judgements say little, and many never say more than other evidence does.
 */
export function lean(history: History | undefined): number {
  if (!history) return 0;
  const { confirmed, rejected } = history;
  return (confirmed - rejected) / (confirmed + rejected + DOUBT);
}

/** Imaginary judgements without a result: so many real ones count half. */
const DOUBT = 4;
