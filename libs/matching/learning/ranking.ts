import { weights } from './weights.js';
import type { RankingWeights, WordFeature, WordFeatures } from './word-features.js';

/** What the words say for an incident, in logits; comparable within one report only. */
export function wordLogit(features: WordFeatures, by: RankingWeights = weights): number {
  let logit = 0;
  for (const name in by) logit += by[name as WordFeature] * features[name as WordFeature];
  return logit;
}
