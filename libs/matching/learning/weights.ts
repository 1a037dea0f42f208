// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.470  0.340  0.880  0.034  1.000  0.023  0.000
//   operator-symptoms without the set   0.258  0.470  0.322  0.920  0.040  1.000  0.015  0.000
//   release-notes     cross-validated   0.787  0.905  0.833  0.863  0.060  0.956  0.521      -
//   release-notes     without the set   0.772  0.903  0.821  0.876  0.159  0.983  0.297      -
//   hadoop-duplicates cross-validated   0.535  0.853  0.652  0.702  0.140  0.711  0.349      -
//   hadoop-duplicates without the set   0.473  0.822  0.593  0.656  0.318  0.623  0.535      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.848  0.076  0.972  0.365  0.011
//   tale-reports      without the set   0.917  0.958  0.928  0.842  0.135  0.787  0.615  0.176
//   tales-alone       cross-validated   0.969  1.000  0.984  0.811  0.091  0.971  0.354  0.011
//   tales-alone       without the set   0.958  1.000  0.979  0.788  0.321  0.630  0.781  0.484
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.126  1.000  0.694      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.279  1.000  0.331      -
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.168,
  bodyScore: 3.291,
  statementScore: 1.37,
  report: 3.976,
  title: -3.385,
  narrative: -1.426,
  prose: 1.868,
  headline: 1.758,
  identifiers: -0.7366,
  rareWords: 1.083,
  middlingWords: -0.3264,
  commonWords: 0.7337,
  rarestWord: 2.169,
  rarestIdentifier: -1.19,
  amount: -0.2033,
  statement: 2.851,
  statementLength: -0.002962,
  length: -0.1661,
  component: 1.132,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -6.591,
  lead: 0.8073,
  amount: 0,
  report: 3.99,
  title: 1.048,
  statement: 0.5193,
  proven: 4.065,
  contradictions: -6.056,
  denied: -0.645,
  excluded: -2.887,
  length: -0.1499,
  told: -1.075,
  terms: 2.397,
  lines: -1.259,
};

export const verdictAt: VerdictThresholds = {
  known: 0.85,
  candidates: 0.25,
};
