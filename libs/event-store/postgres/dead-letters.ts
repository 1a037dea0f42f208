import type { Pool } from 'pg';
import { inTransaction, sqlStatement } from '../../database/index.js';
import type { LoggedEvent } from '../event-store.js';
import type { Codecs, Projection } from '../projection.js';
import { takeIn } from './projection-batch.js';
import { lockProjection } from './lock-projection.js';

/** A stream that a projection's live table has left out since an event that it could not take in. */
export interface DeadLetter {
  readonly streamId: string;
  /** The place of that event in the log. */
  readonly sequence: number;
  readonly eventId: string;
  readonly reason: string;
  readonly failedAt: Date;
}

export async function listDeadLetters(pool: Pool, projectionName: string): Promise<DeadLetter[]> {
  return (await pool.query<DeadLetter>(sqlStatement('list-dead-letters'), [projectionName, 'live'])).rows;
}

/**
 * Tries the parked streams of the live table again, from the event that failed up to the checkpoint, and returns those
 * that are still parked. When the fold's code has changed, raise its version and rebuild instead.
 */
export async function retryDeadLetters<Row extends object>(
  pool: Pool,
  projection: Projection<Row>,
  codecs: Codecs,
): Promise<DeadLetter[]> {
  const slot = 'live';
  await inTransaction(pool, async (client) => {
    const live = (await lockProjection(client, projection.name)).get(slot);
    if (live?.version !== projection.version) return;
    const target = { projection, codecs, slot, batchSize: 1 } as const;
    const letters = await client.query<DeadLetter>(sqlStatement('list-dead-letters'), [
      projection.name,
      slot,
    ]);
    for (const { streamId, sequence } of letters.rows) {
      const values = [streamId, sequence, live.sequence];
      const { rows: owed } = await client.query<LoggedEvent>(sqlStatement('read-parked-events'), values);
      await client.query(sqlStatement('unpark-stream'), [projection.name, slot, streamId]);
      await takeIn(client, target, owed);
    }
  });
  return listDeadLetters(pool, projection.name);
}
