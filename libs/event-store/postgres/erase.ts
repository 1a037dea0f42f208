import type { Pool } from 'pg';
import { sqlStatement } from '../../database/index.js';
import { assertStreamId } from '../stream-id.js';

/**
 * Erases for good what a stream says, as privacy may demand, and returns how many events that were. Tombstones keep
 * their places, so that the log stays whole; projections delete the row of the stream; nothing can be appended to it.
 */
export async function eraseStream(
  pool: Pool,
  streamId: string,
  { actor, reason }: { readonly actor: string; readonly reason: string },
): Promise<number> {
  assertStreamId(streamId);
  const values = [streamId, actor, reason];
  return (await pool.query<{ erased: number }>(sqlStatement('erase-stream'), values)).rows[0]!.erased;
}
