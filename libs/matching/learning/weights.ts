// Generated, do not edit:
//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts
// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the
// explained ones that were; false: share of the unexplained ones that were):
//                                         R@1   R@10    MRR  AUROC    ECE  KNOWN  found  false
//   operator-symptoms cross-validated   0.280  0.470  0.340  0.881  0.033  1.000  0.023  0.000
//   operator-symptoms without the set   0.258  0.470  0.322  0.920  0.037  1.000  0.015  0.000
//   release-notes     cross-validated   0.787  0.905  0.833  0.862  0.054  0.957  0.536      -
//   release-notes     without the set   0.769  0.903  0.820  0.880  0.152  0.985  0.346      -
//   hadoop-duplicates cross-validated   0.535  0.853  0.652  0.700  0.140  0.714  0.380      -
//   hadoop-duplicates without the set   0.473  0.822  0.593  0.649  0.328  0.597  0.597      -
//   tale-reports      cross-validated   0.917  0.990  0.940  0.872  0.068  0.974  0.396  0.011
//   tale-reports      without the set   0.917  0.958  0.928  0.828  0.102  0.972  0.365  0.011
//   tales-alone       cross-validated   0.969  1.000  0.984  0.851  0.059  1.000  0.375  0.000
//   tales-alone       without the set   0.958  1.000  0.979  0.845  0.093  1.000  0.354  0.000
//   tale-quotations   cross-validated   1.000  1.000  1.000      -  0.132  1.000  0.718      -
//   tale-quotations   without the set   1.000  1.000  1.000      -  0.285  1.000  0.331      -
//   healthy-worlds    cross-validated       -      -      -      -  0.118      -      -  0.000
//   healthy-worlds    without the set       -      -      -      -  0.155      -      -  0.000
import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';
import type { RankingWeights } from './word-features.js';

export const weights: RankingWeights = {
  score: 5.168,
  bodyScore: 3.291,
  statementScore: 1.37,
  report: 3.976,
  title: -3.386,
  narrative: -1.426,
  prose: 1.868,
  headline: 1.758,
  identifiers: -0.7364,
  rareWords: 1.083,
  middlingWords: -0.3264,
  commonWords: 0.7336,
  rarestWord: 2.168,
  rarestIdentifier: -1.19,
  amount: -0.2033,
  statement: 2.851,
  statementLength: -0.002692,
  length: -0.1661,
  component: 1.132,
};

export const confidenceWeights: ConfidenceWeights = {
  base: -6.948,
  lead: 0.7954,
  amount: 0,
  report: 4.512,
  title: 1.063,
  statement: 0.5383,
  proven: 4.201,
  contradictions: -6.258,
  denied: -0.4823,
  excluded: -2.384,
  length: -0.2564,
  told: -0.9905,
  terms: 2.48,
  lines: -1.243,
  healthy: -10.25,
};

export const verdictAt: VerdictThresholds = {
  known: 0.84,
  candidates: 0.25,
};
