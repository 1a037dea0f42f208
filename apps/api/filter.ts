import { reject } from './rejections.js';

/**
 * A filter without the conditions that are null or left out. PostgreSQL has no text with U+0000, so that nothing can
 * pass a filter with it: refused with FILTER_INVALID.
 */
export function filterOf<Filter extends object>(filter: Filter | null | undefined): Filter {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined);
  for (const [field, value] of given) {
    if (typeof value !== 'string' || !value.includes('\0')) continue;
    throw reject('FILTER_INVALID', {
      message: `The condition \`${field}\` holds the character U+0000, which no text has.`,
      field: `filter.${field}`,
      remedy: 'Leave the character out.',
    });
  }
  return Object.fromEntries(given) as Filter;
}
