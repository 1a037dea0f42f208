import type { SeedRange, SweepPlace, SweepPoint, Trial, TrialResult } from '../../simulation/index.js';

/** What a thread is told when it starts: the module whose `scenarios` it plays. */
export interface ThreadData {
  readonly catalogue: string;
}

/** What a thread is to do with a scenario, and what comes back of it. */
export interface Assignments {
  readonly trials: {
    readonly assignment: {
      readonly slug: string;
      readonly seeds: SeedRange;
      readonly trials: readonly Trial[];
    };
    readonly answer: readonly TrialResult[];
  };
  readonly point: {
    readonly assignment: { readonly slug: string; readonly sweep: string; readonly place: SweepPlace };
    readonly answer: SweepPoint;
  };
}

export type Kind = keyof Assignments;
export type Assignment<K extends Kind = Kind> = {
  [Name in K]: { readonly kind: Name } & Assignments[Name]['assignment'];
}[K];
export type Answer<K extends Kind> = Assignments[K]['answer'];
