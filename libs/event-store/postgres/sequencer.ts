import type { EventStore } from '../event-store.js';
import { createLoop, type Loop } from './loop.js';

/**
 * Keeps the log complete: ticks every 25 ms while there are events, up to every 500 ms when there are none, and at once
 * when kicked, which whoever appended should do. Any number of processes may run one; they do not get in each other's
 * way.
 */
export function createSequencer(
  store: Pick<EventStore, 'tick'>,
  { busyMs = 25, idleMs = 500, onError }: SequencerOptions = {},
): Loop {
  return createLoop({ step: async () => (await store.tick()) > 0, busyMs, idleMs, onError });
}

export interface SequencerOptions {
  readonly busyMs?: number;
  readonly idleMs?: number;
  readonly onError?: (error: unknown) => void;
}
