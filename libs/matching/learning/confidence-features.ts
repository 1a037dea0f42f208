/**
 * What says how likely it is that a candidate is the incident. More of each makes it likelier, but for `contradictions`
 * and `rivals`.
 */
export interface ConfidenceFeatures {
  /** By how many logits it leads the best other one; negative behind it; between -4 and 4. */
  readonly lead: number;
  /** Its share among all candidates, as far as the ranking goes. */
  readonly share: number;
  /** See `WordFeatures`. */
  readonly report: number;
  readonly prose: number;
  readonly headline: number;
  readonly statement: number;
  readonly amount: number;
  readonly rareWords: number;
  readonly rarestIdentifier: number;
  readonly rarestWord: number;
  /** Events that its signatures found; 2 are enough. */
  readonly events: number;
  /** Pasted lines that are like recorded ones; 2 are enough. */
  readonly lines: number;
  readonly facts: number;
  readonly contradictions: number;
  readonly history: number;
}

export type ConfidenceFeature = keyof ConfidenceFeatures;

/** Whether more of a feature speaks for or against the incident; the fit may not say otherwise. */
export const directions: Readonly<Record<ConfidenceFeature, 1 | -1>> = {
  lead: 1,
  share: 1,
  report: 1,
  prose: 1,
  headline: 1,
  statement: 1,
  amount: 1,
  rareWords: 1,
  rarestWord: 1,
  rarestIdentifier: 1,
  events: 1,
  lines: 1,
  facts: 1,
  contradictions: -1,
  history: 1,
};
