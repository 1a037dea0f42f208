import type { Pool } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { AppendResult, EventStore, LoggedEvent, StoredEvent } from '../event-store.js';
import { erased, reused } from '../rejections.js';
import { assertStorable } from '../storable.js';

/** The event store on PostgreSQL. The statements are in `prisma/sql`, the functions that they call in the migration. */
export function createPostgresEventStore(pool: Pool): EventStore {
  return {
    async append(streamId, expected, events) {
      assertStorable(streamId, expected, events);
      const values = [streamId, expected === 'any' ? null : expected, JSON.stringify(events)];
      const { rows } = await pool.query<AppendRow>({ ...statements.append, values });
      const { outcome, version } = rows[0]!;
      if (outcome === 'reused') throw reused(streamId);
      if (outcome === 'erased') throw erased(streamId);
      return { outcome, version };
    },

    async readStream(streamId, { recordedUpTo } = {}) {
      const values = [streamId, recordedUpTo ?? null];
      return (await pool.query<StoredEvent>({ ...statements.readStream, values })).rows;
    },

    async readStreams(streamIds) {
      const streams = new Map(streamIds.map((id): [string, StoredEvent[]] => [id, []]));
      const { rows } = await pool.query<StoredEvent>({ ...statements.readStreams, values: [streamIds] });
      for (const event of rows) streams.get(event.streamId)?.push(event);
      return streams;
    },

    async readLog(after, limit, categories, types) {
      const values = [after, null, categories ?? null, limit, types ?? null];
      return (await pool.query<LoggedEvent>(sqlStatement('read-log'), values)).rows;
    },

    async lastSequence() {
      return (await pool.query<{ sequence: number }>(statements.lastSequence)).rows[0]!.sequence;
    },

    async tick() {
      return (await pool.query<{ logged: number }>(statements.tick)).rows[0]!.logged;
    },
  };
}

interface AppendRow {
  readonly outcome: AppendResult['outcome'] | 'reused' | 'erased';
  readonly version: number;
}

/** Named, so that each connection parses them once. */
const statements = {
  append: { name: 'append-events', text: sqlStatement('append-events') },
  readStream: { name: 'read-stream', text: sqlStatement('read-stream') },
  readStreams: { name: 'read-streams', text: sqlStatement('read-streams') },
  lastSequence: { name: 'last-sequence', text: sqlStatement('last-sequence') },
  tick: { name: 'tick-sequencer', text: sqlStatement('tick-sequencer') },
};
