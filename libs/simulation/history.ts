import type { Entry } from './engine/simulation.js';

/** The entries of a history that are of a kind. */
export type OfKind<E extends Entry, K extends E['kind']> = E extends { readonly kind: K } ? E : never;

/** What of a kind happened, in the order in which it happened. */
export const ofKind = <E extends Entry, K extends E['kind']>(history: readonly E[], kind: K) =>
  history.filter((entry): entry is OfKind<E, K> => entry.kind === kind);
