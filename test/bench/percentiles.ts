export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** By the nearest rank, rounded to whole numbers. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  return { p50: at(0.5), p99: at(0.99) };
}
