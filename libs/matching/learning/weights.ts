// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.505  0.343  0.880  0.015  1.000  0.020  0.000
//   operator-symptoms without the set   0.280  0.492  0.338  0.894  0.026  1.000  0.023  0.000
//   release-notes     cross-validated   0.794  0.907  0.837  0.865  0.057  0.961  0.524      -
//   release-notes     without the set   0.782  0.903  0.828  0.863  0.151  0.984  0.331      -
//   hadoop-duplicates cross-validated   0.537  0.855  0.655  0.705  0.118  0.702  0.320      -
//   hadoop-duplicates without the set   0.488  0.814  0.594  0.658  0.298  0.640  0.581      -
//   tale-reports      cross-validated   0.931  0.979  0.946  0.872  0.053  0.974  0.385  0.011
//   tale-reports      without the set   0.906  0.958  0.925  0.853  0.082  0.971  0.354  0.011
//   tales-alone       cross-validated   0.979  1.000  0.990  0.845  0.075  0.990  0.361  0.004
//   tales-alone       without the set   0.958  1.000  0.979  0.850  0.078  1.000  0.354  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.133  1.000  0.675      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.278  1.000  0.331      -
//   healthy-worlds    cross-validated       -      -      -      -  0.122      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.153      -      -  0.000
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
  middlingWords: -0.4223,
  commonWords: 1.018,
  rarestWord: 2.31,
  rarestIdentifier: -1.081,
  amount: -0.1987,
  statement: 3.115,
  statementLength: -0.01381,
  length: -0.2186,
  component: 1.395,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -7.577,
  lead: 0.7386,
  amount: 0,
  report: 4.655,
  title: 1.058,
  statement: 0.5775,
  proven: 4.175,
  contradictions: -6.315,
  denied: -0.4855,
  excluded: -2.488,
  length: -0.1431,
  told: -0.919,
  terms: 2.459,
  lines: -1.355,
  healthy: -10.15,
};

export const verdictAt: VerdictThresholds = {
  known: 0.85,
  candidates: 0.25,
};
