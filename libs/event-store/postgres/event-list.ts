import type { Pool } from 'pg';
import {
  readPage,
  readPages,
  type List,
  type ListOrders,
  type Page,
  type PageRequest,
} from '../../database/index.js';
import type { StoredEvent } from '../event-store.js';

/** An event as lists show it. */
export interface ListedEvent extends StoredEvent {
  /** Its place in the log; null for the moment until it has one. */
  readonly sequence: number | null;
}

export interface EventFilter {
  readonly types?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly recordedSince?: Date | undefined;
  readonly recordedUntil?: Date | undefined;
}

export const streamOrders: ListOrders<'version'> = {
  key: { column: 'version', type: 'number' },
  orders: { version: { column: 'version', type: 'number' } },
};

export const logOrders: ListOrders<'sequence'> = {
  key: { column: 'sequence', type: 'number' },
  orders: { sequence: { column: 'sequence', type: 'number' } },
};

/** What of an event takes time to read, and need not be read where it is not shown. */
export interface EventParts {
  /** All of the data, in which may be whole records; or what is said in it of why. */
  readonly data: boolean;
  readonly reason: boolean;
  readonly sequence: boolean;
}

const WHOLE: EventParts = { data: true, reason: true, sequence: true };

const columnsOf = ({ data, reason, sequence }: EventParts) => `stream_id AS "streamId", version,
  event_id AS "eventId", type, schema_version AS "schemaVersion", ${dataOf(data, reason)} AS data, metadata,
  occurred_at AS "occurredAt", recorded_at AS "recordedAt", ${sequence ? 'sequence::float8' : 'NULL'} AS sequence`;

const dataOf = (data: boolean, reason: boolean) => {
  if (data) return 'data';
  return reason ? `jsonb_strip_nulls(jsonb_build_object('reason', data -> 'reason'))` : `'{}'::jsonb`;
};

const columns = columnsOf(WHOLE);

const streamList: List<'version', ListedEvent> = {
  table: 'event LEFT JOIN log USING (position)',
  columns,
  ...streamOrders,
};
const logList: List<'sequence', ListedEvent> = {
  table: 'log JOIN event USING (position)',
  columns,
  ...logOrders,
};

/** A page of the events of each of some streams. */
export function readStreamPages(
  pool: Pool,
  streamIds: readonly string[],
  page: PageRequest<'version'>,
  parts = WHOLE,
): Promise<Map<string, Page<ListedEvent>>> {
  const list = { ...streamList, columns: columnsOf(parts) };
  return readPages(pool, list, page, streamIds, (streamId) => `stream_id = ${streamId}`);
}

/** A page of all events, in the order of the log. */
export function readLogPage(
  pool: Pool,
  page: PageRequest<'sequence'>,
  filter: EventFilter = {},
): Promise<Page<ListedEvent>> {
  return readPage(pool, logList, page, (bind) => [
    ...(filter.types ? [`type = ANY (${bind(filter.types)})`] : []),
    ...(filter.actor ? [`metadata ->> 'actor' = ${bind(filter.actor)}`] : []),
    ...(filter.correlationId ? [`metadata ->> 'correlationId' = ${bind(filter.correlationId)}`] : []),
    ...(filter.recordedSince ? [`recorded_at >= ${bind(filter.recordedSince)}`] : []),
    ...(filter.recordedUntil ? [`recorded_at < ${bind(filter.recordedUntil)}`] : []),
  ]);
}

/** Events by their ids. */
export async function readEvents(pool: Pool, eventIds: readonly string[]): Promise<Map<string, ListedEvent>> {
  const { rows } = await pool.query<ListedEvent>(
    `SELECT ${columns} FROM ${streamList.table} WHERE event_id = ANY ($1::uuid[])`,
    [eventIds],
  );
  return new Map(rows.map((event) => [event.eventId, event]));
}
