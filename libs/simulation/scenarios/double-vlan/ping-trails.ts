import { ofKind } from '../../history.js';
import type { IcmpSeen } from '../../parts/sniffer.js';
import type { VlanEntry } from './entries.js';

export interface DeadPing {
  readonly atMs: number;
  /** The last device at which tcpdump showed the request or the reply. */
  readonly lastSeenAt: string;
}

/** Pings of which nothing came back, and where tcpdump showed them last. */
export function pingsThatDied(history: readonly VlanEntry[]): DeadPing[] {
  const trails = new Map<string, IcmpSeen>();
  for (const seen of ofKind(history, 'icmp-seen')) trails.set(keyOf(seen), seen);
  return ofKind(history, 'ping-finished').flatMap(({ atMs, outcome, identifier, sequence }) => {
    const last = outcome === 'silent' ? trails.get(keyOf({ identifier, sequence })) : undefined;
    return last ? [{ atMs, lastSeenAt: last.part }] : [];
  });
}

const keyOf = ({ identifier, sequence }: { identifier: number; sequence: number }) =>
  `${identifier}/${sequence}`;
