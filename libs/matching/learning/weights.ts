// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.485  0.344  0.885  0.030  1.000  0.023  0.000
//   operator-symptoms without the set   0.258  0.477  0.327  0.920  0.048  1.000  0.023  0.000
//   release-notes     cross-validated   0.790  0.905  0.834  0.862  0.080  0.965  0.510      -
//   release-notes     without the set   0.774  0.903  0.823  0.870  0.166  0.983  0.300      -
//   hadoop-duplicates cross-validated   0.527  0.860  0.650  0.691  0.152  0.682  0.341      -
//   hadoop-duplicates without the set   0.481  0.822  0.597  0.621  0.330  0.592  0.589      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.855  0.063  0.949  0.385  0.022
//   tale-reports      without the set   0.917  0.958  0.928  0.839  0.129  0.853  0.604  0.110
//   tales-alone       cross-validated   0.969  1.000  0.984  0.828  0.079  0.968  0.313  0.011
//   tales-alone       without the set   0.969  1.000  0.984  0.781  0.292  0.670  0.677  0.352
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.086  1.000  0.806      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.209  1.000  0.508      -
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.106,
  bodyScore: 3.203,
  statementScore: 1.36,
  report: 4.057,
  title: -3.284,
  narrative: -1.396,
  prose: 1.711,
  headline: 1.663,
  identifiers: -0.6649,
  rareWords: 1.011,
  middlingWords: -0.3316,
  commonWords: 0.832,
  rarestWord: 2.357,
  rarestIdentifier: -1.194,
  amount: -0.1974,
  statement: 2.852,
  statementLength: 0.01262,
  length: -0.2013,
  component: 1.167,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -4.8,
  lead: 0.8703,
  amount: 0.09854,
  report: 2.275,
  title: 1.115,
  statement: 0.4556,
  proven: 3.753,
  contradictions: -5.72,
  missing: -2.416,
  denied: -0.6982,
  excluded: -2.885,
  length: -0.02267,
  told: -0.8236,
  terms: 2.241,
  lines: -1.456,
};

export const verdictAt: VerdictThresholds = {
  known: 0.85,
  candidates: 0.25,
};
