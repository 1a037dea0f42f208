// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.477  0.339  0.889  0.040      -  0.000  0.000
//   operator-symptoms without the set   0.258  0.470  0.323  0.918  0.033      -  0.000  0.000
//   release-notes     cross-validated   0.787  0.908  0.833  0.873  0.064  0.970  0.505      -
//   release-notes     without the set   0.769  0.903  0.820  0.884  0.174  0.979  0.246      -
//   hadoop-duplicates cross-validated   0.535  0.853  0.653  0.698  0.132  0.735  0.264      -
//   hadoop-duplicates without the set   0.473  0.822  0.593  0.667  0.285  0.603  0.488      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.830  0.100  0.854  0.427  0.077
//   tale-reports      without the set   0.917  0.958  0.928  0.801  0.155  0.826  0.594  0.132
//   tales-alone       cross-validated   0.979  1.000  0.990  0.812  0.080  0.886  0.406  0.055
//   tales-alone       without the set   0.958  1.000  0.979  0.785  0.249  0.711  0.719  0.308
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.120  1.000  0.805      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.280  1.000  0.179      -
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.171,
  bodyScore: 3.293,
  statementScore: 1.36,
  report: 3.977,
  title: -3.384,
  narrative: -1.427,
  prose: 1.866,
  headline: 1.758,
  identifiers: -0.7367,
  rareWords: 1.083,
  middlingWords: -0.3272,
  commonWords: 0.732,
  rarestWord: 2.167,
  rarestIdentifier: -1.189,
  amount: -0.2036,
  statement: 2.855,
  statementLength: 0.0009918,
  length: -0.1654,
  component: 1.133,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -5.25,
  lead: 0.7015,
  amount: 0,
  report: 3.539,
  title: 0.7706,
  statement: 0.482,
  events: 0.1466,
  contradictions: -6.998,
  denied: -1.009,
  length: -0.372,
  told: -1.19,
  terms: 2.42,
  lines: -1.532,
};

export const verdictAt: VerdictThresholds = {
  known: 0.84,
  candidates: 0.25,
};
