import type { Pool } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { Slot } from './projection-table.js';

export interface ProjectionStatus {
  readonly name: string;
  readonly slot: Slot;
  readonly version: number;
  /** The last sequence number that the table reflects. */
  readonly checkpoint: number;
  /** By how many events the table is behind the log. */
  readonly lag: number;
  /** How many streams are parked. */
  readonly deadLetters: number;
}

/** All tables of all projections that have ever run. */
export async function projectionStatus(pool: Pool): Promise<ProjectionStatus[]> {
  return (await pool.query<ProjectionStatus>(sqlStatement('projection-status'))).rows;
}

/** Waits until a projection's live table reflects a sequence number; `false` when it does not within the time. */
export async function waitForSequence(
  pool: Pool,
  projectionName: string,
  sequence: number,
  timeoutMs: number,
): Promise<boolean> {
  const reached = await poll(timeoutMs, async () => {
    const { rows } = await pool.query<{ sequence: number }>(sqlStatement('projection-checkpoint'), [
      projectionName,
    ]);
    return rows[0] && rows[0].sequence >= sequence ? true : undefined;
  });
  return reached ?? false;
}

/** The same for an event that may not be in the log yet, such as the one that the caller just appended. */
export async function waitForEvent(
  pool: Pool,
  projectionName: string,
  event: { readonly streamId: string; readonly version: number },
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  const sequence = await poll(timeoutMs, async () => {
    const values = [event.streamId, event.version];
    return (await pool.query<{ sequence: number }>(sqlStatement('sequence-of'), values)).rows[0]?.sequence;
  });
  return sequence !== undefined && waitForSequence(pool, projectionName, sequence, deadline - Date.now());
}

const LONGEST_PAUSE_MS = 50;

/** Asks again and again, at least once, until there is an answer or the time is over. */
async function poll<Answer>(
  timeoutMs: number,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const answer = await ask();
    if (answer !== undefined || Date.now() + pauseMs > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
