const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A time span for people: three digits and the unit that suits it. */
export function duration(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, it]) => milliseconds >= it) ?? ['ms', 1];
  const value = milliseconds / size;
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`;
}
