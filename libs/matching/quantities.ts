/** A number with its unit brought to the base of its kind: bytes, seconds, percent, or plain. */
export interface Quantity {
  readonly kind: 'bytes' | 'seconds' | 'percent' | 'plain';
  readonly value: number;
}

/** Brings a number to its base unit; undefined for a unit that is not known here. */
export function quantity(value: number, unit = ''): Quantity | undefined {
  const spelled = unit.trim();
  if (spelled === '') return { kind: 'plain', value };
  const known = UNITS.get(spelled) ?? UNITS.get(spelled.toLowerCase());
  return known && { kind: known.kind, value: value * known.factor };
}

/** Whether two quantities can be compared: of one kind, or one of them stated without a unit. */
export function isComparable(a: Quantity, b: Quantity): boolean {
  return a.kind === b.kind || a.kind === 'plain' || b.kind === 'plain';
}

/**
 * Whether two quantities agree as operators state them: rounded, and with gigabytes of 10^9 or 2^30 bytes used
 * without distinction.
 */
export function isClose(a: Quantity, b: Quantity): boolean {
  const share = a.kind === 'bytes' && Math.max(a.value, b.value) >= 1e6 ? 0.08 : 0.01;
  return Math.abs(a.value - b.value) <= share * Math.max(Math.abs(a.value), Math.abs(b.value));
}

/** A number in a text, with the unit that follows it, if it is one. */
export interface StatedQuantity extends Quantity {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/** The numbers of a text, with their units; at most `limit` of them. */
export function readQuantities(text: string, limit: number): StatedQuantity[] {
  const found: StatedQuantity[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [, digits, suffix] = match;
    const value = Number(digits!.replaceAll(',', ''));
    const known = suffix === undefined ? undefined : quantity(value, suffix);
    const raw = known ? match[0] : digits!;
    const { kind } = known ?? { kind: 'plain' as const };
    found.push({
      kind,
      value: known?.value ?? value,
      raw,
      start: match.index,
      end: match.index + raw.length,
    });
    if (found.length === limit) break;
  }
  return found;
}

const NUMBER =
  /(?<![\p{L}\p{N}_.:-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,9})?)(?: ?(%|[A-Za-z]{1,9}))?(?![\p{N}:])/gu;

const UNITS = new Map<string, Quantity & { readonly factor: number }>(
  (
    [
      ['bytes', 1, 'B byte bytes octet octets'],
      ['bytes', 1e3, 'kB KB kilobyte kilobytes'],
      ['bytes', 1e6, 'MB megabyte megabytes'],
      ['bytes', 1e9, 'GB gigabyte gigabytes gig gigs'],
      ['bytes', 1e12, 'TB terabyte terabytes'],
      ['bytes', 2 ** 10, 'KiB'],
      ['bytes', 2 ** 20, 'MiB M'],
      ['bytes', 2 ** 30, 'GiB G'],
      ['bytes', 2 ** 40, 'TiB T'],
      ['seconds', 1e-3, 'ms msec millisecond milliseconds'],
      ['seconds', 1, 's sec secs second seconds'],
      ['seconds', 60, 'min mins minute minutes'],
      ['seconds', 3600, 'h hr hrs hour hours'],
      ['seconds', 86_400, 'd day days'],
      ['seconds', 604_800, 'week weeks'],
      ['percent', 1, '% percent pct'],
    ] as const
  ).flatMap(([kind, factor, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, { kind, factor, value: factor }] as const),
  ),
);
