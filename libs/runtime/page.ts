import type { PageRequest } from '../projections/postgres/index.js';
import { reject } from './rejections.js';

/** How many entries a page may have. */
export const PAGE_SIZE_MAX = 100;

const encode = (key: string) => Buffer.from(key, 'utf8').toString('base64url');
const decode = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8');

/** Cursors look opaque from outside, so that nobody builds on what is in them. */
export const cursorOf = encode;

/** The checked request for a page; `isKey` tells what the list can be continued from. Throws PAGE_INVALID. */
export function pageRequest(
  { first, after }: { first: number; after?: string | null | undefined },
  isKey: (key: string) => boolean,
): PageRequest {
  if (!Number.isInteger(first) || first < 1 || first > PAGE_SIZE_MAX) {
    throw reject('PAGE_INVALID', {
      message: `A page has from 1 to ${PAGE_SIZE_MAX} entries, not ${first}.`,
      field: 'first',
      remedy: 'Ask for fewer and continue with the cursor of the last entry.',
    });
  }
  if (after === undefined || after === null) return { first };
  const key = decode(after);
  if (encode(key) !== after || !isKey(key)) {
    throw reject('PAGE_INVALID', {
      message: 'The cursor is not one of this list.',
      field: 'after',
      remedy: 'Pass the endCursor of the page before.',
    });
  }
  return { first, after: key };
}
