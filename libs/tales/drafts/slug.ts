const LENGTH_MAX = 80;

/** `The Valentine's Day` becomes `the-valentines-day`; empty if nothing of the title can stand in a slug. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/[\p{Mark}'’]/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = '';
  for (const word of words ?? []) {
    const longer = slug === '' ? word.slice(0, LENGTH_MAX) : `${slug}-${word}`;
    if (longer.length > LENGTH_MAX) break;
    slug = longer;
  }
  return slug;
}
