import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '../../database/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { someEvent } from '../conformance.js';
import type { EventStore } from '../event-store.js';
import { createPostgresEventStore } from './store.js';

/**
 * A restore is imitated as closely as one server allows: the rows of all tables of the log are carried over into a fresh
 * database, as a dump does, with the system identifier of another cluster, and with transaction ids and a snapshot that
 * lie far ahead of this cluster's, or far behind.
 */
describe.each([
  ['a busier cluster', 1_000_000_000_000],
  ['a younger cluster', 3],
])('after a restore from %s', (_, foreignXid) => {
  let origin: ThrowawayDatabase;
  let restored: ThrowawayDatabase;
  let store: EventStore;

  beforeAll(async () => {
    [origin, restored] = [await throwawayDatabase(), await throwawayDatabase()];
    const before = createPostgresEventStore(origin.pool);
    await before.append('thing-a', 0, [someEvent('a1'), someEvent('a2')]);
    await before.tick();
    await before.append('thing-b', 0, [someEvent('b1')]);
    await before.append('thing-a', 2, [someEvent('a3')]);
    await copyTables();
    store = createPostgresEventStore(restored.pool);
  });
  afterAll(async () => {
    await origin.drop();
    await restored.drop();
  });

  async function copyTables() {
    const read = async (table: string) => {
      const { rows } = await origin.pool.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
      return JSON.stringify(rows.map((it) => it.row));
    };
    const { pool } = restored;
    await pool.query(
      `INSERT INTO stream (stream_id, version, recorded_at, erased)
       SELECT stream_id, version, recorded_at, erased FROM jsonb_populate_recordset(NULL::stream, $1)`,
      [await read('stream')],
    );
    await pool.query(
      `INSERT INTO event (position, era, xid, stream_id, version, event_id, type, schema_version, data, metadata,
                          occurred_at, recorded_at)
       OVERRIDING SYSTEM VALUE
       SELECT position, era, $2::text::xid8, stream_id, version, event_id, type, schema_version, data, metadata,
              occurred_at, recorded_at
       FROM jsonb_populate_recordset(NULL::event, $1)`,
      [await read('event'), foreignXid],
    );
    await pool.query('INSERT INTO log SELECT * FROM jsonb_populate_recordset(NULL::log, $1)', [
      await read('log'),
    ]);
    await pool.query('DELETE FROM sequencer');
    await pool.query('INSERT INTO sequencer SELECT * FROM jsonb_populate_recordset(NULL::sequencer, $1)', [
      await read('sequencer'),
    ]);
    await pool.query(`UPDATE sequencer SET system_identifier = 1, snapshot = $1`, [
      `${foreignXid}:${foreignXid}:`,
    ]);
  }

  it('the first tick logs what was not logged yet, once, after what was', async () => {
    const logged = await store.readLog(0, 10);
    expect(await store.tick()).toBe(2);
    const after = await store.readLog(0, 10);
    expect(after.slice(0, 2)).toEqual(logged);
    expect(after.map((it) => `${it.streamId}@${it.version}`)).toEqual([
      'thing-a@1',
      'thing-a@2',
      'thing-b@1',
      'thing-a@3',
    ]);
    expect(await store.tick()).toBe(0);
  });

  it('goes on as before', async () => {
    expect(await store.append('thing-a', 3, [someEvent('a4')])).toEqual({ outcome: 'appended', version: 4 });
    await inTransaction(restored.pool, async (client) => {
      await client.query('SELECT pg_current_xact_id()');
      await store.append('thing-c', 0, [someEvent('c1')]);
      expect(await store.tick()).toBe(2);
    });
    expect(await store.append('thing-b', 1, [someEvent('b2')])).toEqual({ outcome: 'appended', version: 2 });
    expect(await store.tick()).toBe(1);
    expect((await store.readLog(4, 10)).map((it) => [it.sequence, `${it.streamId}@${it.version}`])).toEqual([
      [5, 'thing-a@4'],
      [6, 'thing-c@1'],
      [7, 'thing-b@2'],
    ]);
  });

  it('still knows what it has', async () => {
    expect(await store.append('thing-b', 0, [someEvent('b1')])).toEqual({ outcome: 'duplicate', version: 1 });
  });
});
