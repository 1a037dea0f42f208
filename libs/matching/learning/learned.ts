import type { ConfidenceFeature } from './confidence-features.js';
import type { WordFeature } from './word-features.js';

/** Everything that is learned, and shipped in `weights.ts`. */
export interface Learned {
  readonly ranking: RankingWeights;
  /** The score that the second best incident of a large collection has, in logits. */
  readonly stranger: number;
  readonly confidence: ConfidenceWeights;
  /** From this confidence on an answer is called `KNOWN`. */
  readonly knownAt: number;
}

/** Logits a unit of each feature. */
export type RankingWeights = Readonly<Record<WordFeature, number>>;
export type ConfidenceWeights = Readonly<Record<ConfidenceFeature | 'base', number>>;
