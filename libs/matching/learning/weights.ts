// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.505  0.343  0.880  0.016  1.000  0.018  0.000
//   operator-symptoms without the set   0.280  0.492  0.338  0.895  0.027  1.000  0.023  0.000
//   release-notes     cross-validated   0.794  0.907  0.837  0.864  0.056  0.963  0.511      -
//   release-notes     without the set   0.782  0.903  0.828  0.862  0.149  0.984  0.326      -
//   hadoop-duplicates cross-validated   0.537  0.855  0.655  0.705  0.111  0.707  0.300      -
//   hadoop-duplicates without the set   0.488  0.814  0.594  0.659  0.303  0.643  0.543      -
//   tale-reports      cross-validated   0.931  0.979  0.946  0.882  0.056  0.972  0.365  0.011
//   tale-reports      without the set   0.906  0.958  0.925  0.860  0.083  0.971  0.344  0.011
//   tales-alone       cross-validated   0.979  1.000  0.990  0.855  0.074  0.991  0.368  0.004
//   tales-alone       without the set   0.958  1.000  0.979  0.860  0.106  1.000  0.354  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.128  1.000  0.677      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.267  1.000  0.323      -
//   healthy-worlds    cross-validated       -      -      -      -  0.124      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.158      -      -  0.000
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
  rareWords: 0.8103,
  middlingWords: -0.4223,
  commonWords: 1.018,
  rarestWord: 2.31,
  rarestIdentifier: -1.08,
  amount: -0.1987,
  statement: 3.115,
  statementLength: -0.01381,
  length: -0.2186,
  component: 1.395,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -7.739,
  lead: 0.7474,
  amount: 0,
  report: 4.682,
  title: 1.02,
  statement: 0.6904,
  proven: 4.229,
  contradictions: -6.174,
  denied: -0.5556,
  excluded: -2.901,
  length: -0.1185,
  told: -0.9561,
  terms: 2.488,
  lines: -1.307,
  healthy: -10.12,
};

export const verdictAt: VerdictThresholds = {
  known: 0.86,
  candidates: 0.25,
};
