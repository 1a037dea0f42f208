import type { Pool, PoolClient } from 'pg';
import { sqlStatement, withClient } from '../../database/index.js';
import type { LoggedEvent } from '../event-store.js';
import { createLoop, type Loop } from './loop.js';

export interface FollowerOptions {
  /** Names the checkpoint; must not change. */
  readonly name: string;
  /** All when absent. */
  readonly categories?: readonly string[];
  /** Gets the next events in the order of the log. When it throws, the same events come again. */
  readonly handle: (events: readonly LoggedEvent[]) => Promise<void>;
  readonly batchSize?: number;
  /** Where a follower that has never run begins: after this sequence number. */
  readonly startAfter?: number;
  readonly idleMs?: number;
  /** Longest wait after failures in a row. */
  readonly failedMs?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Follows the log with side effects, at least once: the checkpoint moves after the handler returned, so that an event
 * may come again after a crash. Any number of processes may run one under the same name; one at a time handles a batch,
 * and the claim of one that dies is free at once. It occupies one connection while it handles.
 */
export function createFollower(pool: Pool, options: FollowerOptions): Loop {
  const { name, startAfter = 0, idleMs = 500, failedMs, onError } = options;
  let known = false;
  const step = async () => {
    if (!known) await pool.query(sqlStatement('ensure-follower'), [name, startAfter]);
    known = true;
    return withClient(pool, async (client) => {
      const { rows } = await client.query<{ claimed: boolean }>(sqlStatement('claim-follower'), [name]);
      if (!rows[0]!.claimed) return false;
      try {
        return await handleBatch(client, options);
      } finally {
        await client.query(sqlStatement('release-follower'), [name]);
      }
    });
  };
  return createLoop({ step, busyMs: 0, idleMs, failedMs, onError });
}

async function handleBatch(
  client: PoolClient,
  { name, categories, handle, batchSize = 200 }: FollowerOptions,
): Promise<boolean> {
  const { rows } = await client.query<{ sequence: number; newest: number }>(
    sqlStatement('follower-checkpoint'),
    [name],
  );
  const { sequence, newest } = rows[0]!;
  if (newest <= sequence) return false;
  const values = [sequence, newest, categories ?? null, batchSize, null];
  const { rows: events } = await client.query<LoggedEvent>(sqlStatement('read-log'), values);
  if (events.length > 0) await handle(events);
  const reached = events.length < batchSize ? newest : events.at(-1)!.sequence;
  // On the connection that holds the claim: a process whose claim was lost with it does not get here.
  await client.query(sqlStatement('advance-follower'), [name, sequence, reached]);
  return reached < newest;
}
