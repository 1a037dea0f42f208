// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.303  0.477  0.353  0.793  0.031  1.000  0.015  0.000
//   operator-symptoms without the set   0.265  0.477  0.329  0.848  0.028  1.000  0.015  0.000
//   release-notes     cross-validated   0.787  0.905  0.832  0.833  0.238  0.990  0.254      -
//   release-notes     without the set   0.762  0.897  0.814  0.853  0.219  0.990  0.254      -
//   hadoop-duplicates cross-validated   0.558  0.853  0.669  0.701  0.226  0.824  0.132      -
//   hadoop-duplicates without the set   0.504  0.822  0.616  0.717  0.171  0.824  0.132      -
//   tale-reports      cross-validated   1.000  1.000  1.000  0.855  0.085  0.906  0.604  0.083
//   tale-reports      without the set   1.000  1.000  1.000  0.855  0.085  0.906  0.604  0.083
//   tales-alone       cross-validated   1.000  1.000  1.000  0.837  0.105  0.842  0.667  0.167
//   tales-alone       without the set   1.000  1.000  1.000  0.837  0.105  0.842  0.667  0.167
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 3.921,
  bodyScore: 4.697,
  statementScore: 0.02493,
  report: 4.37,
  title: -1.638,
  narrative: -1.18,
  prose: 1.352,
  headline: 2.288,
  identifiers: -0.6865,
  rareWords: 1.044,
  middlingWords: -0.335,
  commonWords: 0.3534,
  rarestWord: 2.161,
  rarestIdentifier: -1.26,
  amount: -0.2105,
  statement: 2.727,
  statementLength: -0.1837,
  length: -0.3913,
  component: 0.9037,
};
