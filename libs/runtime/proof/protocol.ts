import type { SeedRange, Trial, TrialResult } from '../../simulation/index.js';

/** What a thread is told when it starts: the module whose `scenarios` it plays. */
export interface ThreadData {
  readonly catalogue: string;
}

/** Trials of one scenario for a thread to play. */
export interface Assignment {
  readonly slug: string;
  readonly seeds: SeedRange;
  readonly trials: readonly Trial[];
}

/** What comes back. */
export type Answer = readonly TrialResult[];
