/**
 * How much a term tells, in nats: the inverse document frequency, smoothed by a prior.
 *
 * Six incidents cannot tell that `user` is common and `bpduguard` is rare: either may occur in one of them. So the
 * collection is taken to hold `PRIOR_RECORDS` more, imaginary ones, in which everyday words occur often and others
 * hardly ever. With six real records the prior decides; with 30,000 it is a rounding error. It also keeps every rarity
 * nearly constant while the first incidents are added, so that confidence does not jump from one day to the next.
 */
export function rarity(isEveryday: boolean, recordsWithTerm: number, records: number): number {
  const share = isEveryday ? PRIOR_SHARE.everyday : PRIOR_SHARE.other;
  const total = records + PRIOR_RECORDS;
  const holding = recordsWithTerm + share * PRIOR_RECORDS;
  return Math.log(1 + (total - holding + 0.5) / (holding + 0.5));
}

const PRIOR_RECORDS = 100;
const PRIOR_SHARE = { everyday: 0.25, other: 0.01 } as const;

/** Rarities in a collection of one size; those of terms that few records have are worked out once. */
export class Rarities {
  private readonly known = new Float64Array(2 * WORKED_OUT_ONCE);

  constructor(readonly records: number) {}

  of(isEveryday: boolean, recordsWithTerm: number): number {
    if (recordsWithTerm >= WORKED_OUT_ONCE) return rarity(isEveryday, recordsWithTerm, this.records);
    const at = 2 * recordsWithTerm + (isEveryday ? 1 : 0);
    return (this.known[at] ||= rarity(isEveryday, recordsWithTerm, this.records));
  }
}

const WORKED_OUT_ONCE = 4_096;

/** The rarity of a term that no record has: the unit in which other kinds of evidence are weighed. */
export function highestRarity(records: number): number {
  return rarity(false, 0, records);
}
