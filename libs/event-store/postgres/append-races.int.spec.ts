import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sqlStatement, withClient } from '../../database/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { someEvent } from '../conformance.js';
import { createPostgresEventStore } from './store.js';

describe('an append that has to wait for another transaction', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => (database = await throwawayDatabase()));
  afterAll(() => database.drop());

  /** Starts the second append while the first one's transaction is open, ends that, and answers with the second's result. */
  async function whileAppending(
    first: [stream: string, expected: number | null, events: string[]],
    second: [stream: string, expected: number | 'any', events: string[]],
    end: 'COMMIT' | 'ROLLBACK',
  ) {
    const store = createPostgresEventStore(database.pool);
    return withClient(database.pool, async (client) => {
      await client.query('BEGIN');
      const values = [first[0], first[1], JSON.stringify(first[2].map((it) => someEvent(it)))];
      await client.query(sqlStatement('append-events'), values);
      const waiting = store.append(
        second[0],
        second[1],
        second[2].map((it) => someEvent(it)),
      );
      waiting.catch(() => undefined);
      await untilSomebodyWaits();
      await client.query(end);
      return waiting;
    });
  }

  async function untilSomebodyWaits(): Promise<void> {
    const giveUp = Date.now() + 10_000;
    for (;;) {
      const { rows } = await database.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
      if (Date.now() > giveUp) throw new Error('nobody waits');
    }
  }

  it('is a duplicate when the other one commits the same events to the same stream', async () => {
    const result = await whileAppending(['thing-a', 0, ['a1', 'a2']], ['thing-a', 0, ['a1', 'a2']], 'COMMIT');
    expect(result).toEqual({ outcome: 'duplicate', version: 2 });
    const atAny = await whileAppending(['thing-a', null, ['a3']], ['thing-a', 'any', ['a3']], 'COMMIT');
    expect(atAny).toEqual({ outcome: 'duplicate', version: 3 });
  });

  it('is refused when the other one commits the same event to another stream', async () => {
    const result = whileAppending(['thing-b', 0, ['b1']], ['thing-c', 0, ['b1']], 'COMMIT');
    await expect(result).rejects.toMatchObject({ code: 'EVENT_ID_REUSED' });
    const { rows } = await database.pool.query(`SELECT FROM stream WHERE stream_id = 'thing-c'`);
    expect(rows).toHaveLength(0);
  });

  it('is a conflict when the other one commits something else at the same version', async () => {
    const onNew = await whileAppending(['thing-d', 0, ['d1']], ['thing-d', 0, ['d2']], 'COMMIT');
    expect(onNew).toEqual({ outcome: 'conflict', version: 1 });
    const onOld = await whileAppending(['thing-d', 1, ['d3']], ['thing-d', 1, ['d4']], 'COMMIT');
    expect(onOld).toEqual({ outcome: 'conflict', version: 2 });
  });

  it('goes ahead when the other one is rolled back', async () => {
    const fresh = await whileAppending(['thing-e', 0, ['e1']], ['thing-e', 0, ['e1']], 'ROLLBACK');
    expect(fresh).toEqual({ outcome: 'appended', version: 1 });
    const elsewhere = await whileAppending(['thing-f', 0, ['f1']], ['thing-g', 0, ['f1']], 'ROLLBACK');
    expect(elsewhere).toEqual({ outcome: 'appended', version: 1 });
  });
});
