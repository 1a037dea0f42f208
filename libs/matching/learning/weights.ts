// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 3.919,
  bodyScore: 4.697,
  statementScore: 0.02705,
  report: 4.368,
  title: -1.638,
  narrative: -1.18,
  prose: 1.352,
  headline: 2.29,
  identifiers: -0.685,
  rareWords: 1.046,
  middlingWords: -0.3349,
  commonWords: 0.3515,
  rarestWord: 2.15,
  rarestIdentifier: -1.257,
  amount: -0.2104,
  statement: 2.73,
  statementLength: -0.1835,
  length: -0.3896,
  component: 0.9074,
};
