export interface Weights {
  readonly ranking: Readonly<Record<string, number>>;
  readonly confidence: Readonly<Record<string, number>>;
  readonly knownAt: number;
}
export const weights: Weights = {
  ranking: { score: 2, report: 3, headline: 2, statement: 2, component: 1 },
  confidence: { base: -4, lead: 1 },
  knownAt: 0.8333,
};
