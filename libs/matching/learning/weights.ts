// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.477  0.339  0.891  0.032      -  0.000  0.000
//   operator-symptoms without the set   0.258  0.470  0.323  0.920  0.036      -  0.000  0.000
//   release-notes     cross-validated   0.790  0.908  0.835  0.871  0.062  0.974  0.490      -
//   release-notes     without the set   0.769  0.903  0.820  0.879  0.181  0.978  0.238      -
//   hadoop-duplicates cross-validated   0.543  0.853  0.655  0.708  0.112  0.730  0.287      -
//   hadoop-duplicates without the set   0.473  0.822  0.593  0.667  0.296  0.619  0.488      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.834  0.091  0.844  0.396  0.077
//   tale-reports      without the set   0.917  0.958  0.928  0.800  0.154  0.826  0.594  0.132
//   tales-alone       cross-validated   0.990  1.000  0.995  0.812  0.061  0.895  0.354  0.044
//   tales-alone       without the set   0.969  1.000  0.984  0.782  0.215  0.756  0.677  0.231
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.161  1.000  0.659      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.274  1.000  0.220      -
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.102,
  bodyScore: 3.198,
  statementScore: 1.496,
  report: 4.065,
  title: -3.373,
  narrative: -1.382,
  prose: 1.903,
  headline: 1.742,
  identifiers: -0.7243,
  rareWords: 1.123,
  middlingWords: -0.3135,
  commonWords: 0.7142,
  rarestWord: 2.099,
  rarestIdentifier: -1.208,
  amount: -0.1878,
  statement: 2.81,
  statementLength: -0.04028,
  length: -0.1815,
  component: 1.128,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -5.778,
  lead: 0.6956,
  amount: 0,
  report: 3.3,
  title: 1.292,
  statement: 0.2935,
  events: 0.006121,
  contradictions: -6.897,
  denied: -1.004,
  length: -0.3573,
  told: -1.274,
  terms: 2.679,
  lines: -1.555,
};

export const verdictAt: VerdictThresholds = {
  known: 0.84,
  candidates: 0.25,
};
