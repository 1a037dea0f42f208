// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.485  0.343  0.880  0.024  1.000  0.023  0.000
//   operator-symptoms without the set   0.258  0.477  0.326  0.922  0.036  1.000  0.015  0.000
//   release-notes     cross-validated   0.787  0.905  0.833  0.864  0.054  0.957  0.538      -
//   release-notes     without the set   0.774  0.903  0.823  0.877  0.152  0.978  0.354      -
//   hadoop-duplicates cross-validated   0.535  0.860  0.654  0.703  0.133  0.708  0.372      -
//   hadoop-duplicates without the set   0.496  0.829  0.606  0.641  0.309  0.623  0.597      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.876  0.048  0.975  0.406  0.011
//   tale-reports      without the set   0.917  0.958  0.928  0.838  0.100  0.973  0.375  0.011
//   tales-alone       cross-validated   0.969  1.000  0.983  0.854  0.062  1.000  0.375  0.000
//   tales-alone       without the set   0.948  1.000  0.974  0.857  0.072  1.000  0.365  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.129  1.000  0.734      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.272  1.000  0.331      -
//   healthy-worlds    cross-validated       -      -      -      -  0.119      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.155      -      -  0.000
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.213,
  bodyScore: 3.411,
  statementScore: 1.475,
  report: 4.077,
  title: -3.539,
  narrative: -1.449,
  prose: 1.761,
  headline: 1.775,
  identifiers: -0.6682,
  rareWords: 0.9572,
  middlingWords: -0.3534,
  commonWords: 0.8493,
  rarestWord: 2.674,
  rarestIdentifier: -1.289,
  amount: -0.205,
  statement: 2.983,
  statementLength: -0.0126,
  length: -0.2114,
  component: 1.263,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -7.351,
  lead: 0.7679,
  amount: 0,
  report: 4.79,
  title: 1.149,
  statement: 0.4687,
  proven: 4.183,
  contradictions: -6.274,
  denied: -0.4949,
  excluded: -2.432,
  length: -0.2289,
  told: -0.9006,
  terms: 2.457,
  lines: -1.269,
  healthy: -10.43,
};

export const verdictAt: VerdictThresholds = {
  known: 0.84,
  candidates: 0.25,
};
