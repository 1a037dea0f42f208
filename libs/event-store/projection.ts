import { upcast, ERASED, type EventCodec } from './codec.js';
import type { LoggedEvent } from './event-store.js';
import { categoryOf } from './stream-id.js';

/**
 * A read model: one table, one row a key, each row a pure fold of the events with its key, in the order of the log.
 * It is disposable: raise `version` when `evolve` changes, and it is built anew beside the live table.
 */
export interface Projection<Row extends object> {
  readonly name: string;
  readonly version: number;
  readonly table: string;
  /** The column that holds the key; unique in the table. */
  readonly keyColumn: string & keyof Row;
  readonly categories: readonly string[];
  /**
   * The key of the row that the event is about; `undefined` when it is about none. For a tombstone (type `$erased`, no
   * data) it must tell the key by the stream id, and that row is deleted.
   */
  key(event: LoggedEvent): string | undefined;
  /**
   * The row after the event, its properties named as the columns; `undefined` deletes it. A row that was stored comes
   * back as PostgreSQL's `to_jsonb` writes it: null for absent values, times as ISO text with an offset.
   */
  evolve(row: Row | undefined, event: LoggedEvent): Row | undefined;
}

/** The codec of each category that a projection or follower reads. */
export type Codecs = Readonly<Record<string, EventCodec>>;

export function upcastLogged(codecs: Codecs, event: LoggedEvent): LoggedEvent {
  const codec = codecs[categoryOf(event.streamId)];
  if (!codec) throw new Error(`There is no codec for the category of ${event.streamId}.`);
  return upcast(codec, event);
}

/** One step of the fold over all rows: returns the key whose row the event set or deleted. */
export function project<Row extends object>(
  projection: Projection<Row>,
  rows: Map<string, Row>,
  event: LoggedEvent,
): string | undefined {
  const key = projection.key(event);
  if (key === undefined) return undefined;
  const row = event.type === ERASED ? undefined : projection.evolve(rows.get(key), event);
  if (row === undefined) {
    rows.delete(key);
  } else {
    const keyOfRow = String(row[projection.keyColumn]);
    if (keyOfRow !== key) throw new Error(`The row for \`${key}\` says that its key is \`${keyOfRow}\`.`);
    rows.set(key, row);
  }
  return key;
}
