import type { Page, PageRequest } from '../../../libs/runtime/index.js';

type Place = Page<unknown>['entries'][number]['place'];

/** A page of a list that is in memory and in order; `comesBefore` tells the order of two places. */
export function arrayPage<Entry>(
  list: readonly Entry[],
  { size, fromEnd, after, before }: PageRequest,
  placeOf: (entry: Entry) => Place,
  comesBefore: (one: Place, other: Place) => boolean,
): Page<Entry> {
  const within = list
    .map((entry) => ({ place: placeOf(entry), entry }))
    .filter(({ place }) => (!after || comesBefore(after, place)) && (!before || comesBefore(place, before)));
  const hasMore = within.length > size;
  return {
    entries: fromEnd ? within.slice(-size) : within.slice(0, size),
    hasNextPage: fromEnd ? before !== undefined : hasMore,
    hasPreviousPage: fromEnd ? hasMore : after !== undefined,
    totalCount: () => Promise.resolve(list.length),
  };
}

/** Compares places by a number, the largest first, and where it is equal by the key. */
export const largestFirst = ([value, key]: Place, [otherValue, otherKey]: Place): boolean =>
  Number(value) === Number(otherValue) ? key < otherKey : Number(value) > Number(otherValue);
