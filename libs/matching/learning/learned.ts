import type { ConfidenceFeature } from './confidence-features.js';
import type { WordFeature } from './word-features.js';

/** Everything that is learned, and shipped in `weights.ts`. */
export interface Learned {
  readonly ranking: RankingWeights;
  readonly confidence: ConfidenceWeights;
  /** From this confidence on an answer is called `KNOWN`. */
  readonly knownAt: number;
}

/** Logits a unit of each feature. */
export type RankingWeights = Readonly<Record<WordFeature, number>>;
export type ConfidenceWeights = Readonly<Record<ConfidenceFeature | 'base', number>>;
