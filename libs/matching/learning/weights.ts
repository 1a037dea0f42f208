// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.470  0.339  0.883  0.026  1.000  0.023  0.000
//   operator-symptoms without the set   0.258  0.470  0.322  0.923  0.033  1.000  0.015  0.000
//   release-notes     cross-validated   0.787  0.905  0.833  0.863  0.055  0.957  0.536      -
//   release-notes     without the set   0.774  0.903  0.822  0.870  0.156  0.978  0.349      -
//   hadoop-duplicates cross-validated   0.527  0.853  0.648  0.718  0.121  0.723  0.364      -
//   hadoop-duplicates without the set   0.488  0.829  0.602  0.638  0.325  0.618  0.589      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.877  0.044  0.975  0.406  0.011
//   tale-reports      without the set   0.917  0.958  0.928  0.839  0.099  0.974  0.396  0.011
//   tales-alone       cross-validated   0.969  1.000  0.983  0.853  0.064  1.000  0.375  0.000
//   tales-alone       without the set   0.958  1.000  0.977  0.848  0.087  1.000  0.365  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.128  1.000  0.726      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.275  1.000  0.331      -
//   healthy-worlds    cross-validated       -      -      -      -  0.118      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.155      -      -  0.000
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.277,
  bodyScore: 3.499,
  statementScore: 1.485,
  report: 3.991,
  title: -3.637,
  narrative: -1.482,
  prose: 1.924,
  headline: 1.874,
  identifiers: -0.7441,
  rareWords: 1.033,
  middlingWords: -0.349,
  commonWords: 0.7464,
  rarestWord: 2.472,
  rarestIdentifier: -1.283,
  amount: -0.2107,
  statement: 2.981,
  statementLength: -0.02783,
  length: -0.1725,
  component: 1.222,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -7.568,
  lead: 0.7799,
  amount: 0,
  report: 4.797,
  title: 1.237,
  statement: 0.4349,
  proven: 4.164,
  contradictions: -6.26,
  denied: -0.4941,
  excluded: -2.489,
  length: -0.2075,
  told: -0.9822,
  terms: 2.555,
  lines: -1.267,
  healthy: -10.42,
};

export const verdictAt: VerdictThresholds = {
  known: 0.84,
  candidates: 0.25,
};
