// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.505  0.343  0.880  0.018  1.000  0.015  0.000
//   operator-symptoms without the set   0.280  0.492  0.338  0.894  0.025  1.000  0.023  0.000
//   release-notes     cross-validated   0.794  0.907  0.837  0.865  0.059  0.964  0.500      -
//   release-notes     without the set   0.782  0.903  0.828  0.864  0.157  0.984  0.315      -
//   hadoop-duplicates cross-validated   0.537  0.855  0.655  0.704  0.115  0.702  0.295      -
//   hadoop-duplicates without the set   0.488  0.814  0.594  0.658  0.299  0.643  0.543      -
//   tale-reports      cross-validated   0.931  0.979  0.946  0.877  0.049  0.973  0.375  0.011
//   tale-reports      without the set   0.906  0.958  0.925  0.857  0.083  0.971  0.344  0.011
//   tales-alone       cross-validated   0.979  1.000  0.990  0.850  0.064  0.991  0.365  0.004
//   tales-alone       without the set   0.958  1.000  0.979  0.848  0.083  1.000  0.344  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.132  1.000  0.664      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.280  1.000  0.274      -
//   healthy-worlds    cross-validated       -      -      -      -  0.122      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.154      -      -  0.000
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.066,
  bodyScore: 3.264,
  statementScore: 1.109,
  report: 4.233,
  title: -3.425,
  narrative: -1.447,
  prose: 1.868,
  headline: 1.683,
  identifiers: -0.8028,
  rareWords: 0.8102,
  middlingWords: -0.4222,
  commonWords: 1.018,
  rarestWord: 2.31,
  rarestIdentifier: -1.08,
  amount: -0.1987,
  statement: 3.115,
  statementLength: -0.01382,
  length: -0.2186,
  component: 1.395,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -7.556,
  lead: 0.7343,
  amount: 0,
  report: 4.67,
  title: 0.9547,
  statement: 0.6612,
  proven: 4.238,
  contradictions: -6.47,
  denied: -0.5936,
  excluded: -2.177,
  length: -0.155,
  told: -0.9176,
  terms: 2.452,
  lines: -1.292,
  healthy: -10.09,
};

export const verdictAt: VerdictThresholds = {
  known: 0.86,
  candidates: 0.25,
};
