import { isPlace, type ListOrders, type PageRequest, type Place } from '../database/index.js';
import { reject } from './rejections.js';

/** How many entries a page may have, and has where nobody says. */
export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;

/** Which part of a list is wanted, as Relay's connections say it: the first entries after a place, or the last before. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Cursors look opaque from outside, so that nobody builds on what is in them: a place, and the order it is one of. */
export const cursorOf = (order: string, place: Place): string =>
  Buffer.from(JSON.stringify([order, ...place]), 'utf8').toString('base64url');

/** The checked request for a page of a list. Throws PAGE_INVALID. */
export function pageRequest<Field extends string>(
  { first, after, last, before }: PageArguments,
  orderBy: PageRequest<Field>['orderBy'],
  orders: ListOrders<Field>,
): PageRequest<Field> {
  if (typeof first === 'number' && typeof last === 'number') {
    throw reject('PAGE_INVALID', {
      message: 'A page is either the first entries or the last ones.',
      field: 'last',
      remedy: 'Leave one of `first` and `last` out.',
    });
  }
  const fromEnd = typeof last === 'number';
  const size = requirePageSize(last ?? first ?? PAGE_SIZE_DEFAULT, fromEnd ? 'last' : 'first');
  const place = (field: string, cursor: string | null | undefined) =>
    cursor === undefined || cursor === null ? undefined : placeOf(field, cursor, orderBy.field, orders);
  return { size, fromEnd, after: place('after', after), before: place('before', before), orderBy };
}

/** The number of entries that a page may have. Throws PAGE_INVALID. */
export function requirePageSize(size: number, field = 'first'): number {
  if (Number.isInteger(size) && size >= 1 && size <= PAGE_SIZE_MAX) return size;
  throw reject('PAGE_INVALID', {
    message: `A page has from 1 to ${PAGE_SIZE_MAX} entries, not ${size}.`,
    field,
    remedy: 'Ask for fewer and continue with the cursor of the last entry.',
  });
}

function placeOf<Field extends string>(
  argument: string,
  cursor: string,
  field: Field,
  orders: ListOrders<Field>,
): Place {
  const [order, ...place] = decode(cursor);
  if (order === field && isPlace(orders, field, place)) return place;
  throw reject('PAGE_INVALID', {
    message: 'The cursor is not one of this list in this order.',
    field: argument,
    remedy: 'Pass a cursor that a page of the same list in the same order has given.',
  });
}

function decode(cursor: string): unknown[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(decoded) ? decoded : [];
  } catch {
    return [];
  }
}
