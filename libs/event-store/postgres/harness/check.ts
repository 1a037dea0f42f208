import type { LoggedEvent } from '../../event-store.js';
import type { Acknowledged } from './writers.js';

export interface ReadingVerdict {
  readonly lost: number;
  readonly duplicated: number;
  /** Events that came before an older one of their stream, or whose sequence number left a gap. */
  readonly outOfOrder: number;
  /** Events that nobody confirmed, such as those of transactions that were rolled back. */
  readonly unexpected: number;
}

/** Judges what a reader of the log saw, in the order in which it saw it. */
export function checkReading(acknowledged: Acknowledged, seen: readonly LoggedEvent[]): ReadingVerdict {
  const seenIds = new Set(seen.map((it) => it.eventId));
  const versions = new Map<string, number>();
  let outOfOrder = 0;
  seen.forEach(({ streamId, version, sequence }, index) => {
    if (version !== (versions.get(streamId) ?? 0) + 1 || sequence !== index + 1) outOfOrder += 1;
    versions.set(streamId, version);
  });
  return {
    lost: [...acknowledged].filter((it) => !seenIds.has(it)).length,
    duplicated: seen.length - seenIds.size,
    outOfOrder,
    unexpected: [...seenIds].filter((it) => !acknowledged.has(it)).length,
  };
}
