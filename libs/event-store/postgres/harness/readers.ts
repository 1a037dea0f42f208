import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { EventStore, LoggedEvent } from '../../event-store.js';

/** Reads on while others write; `finish` reads to the end and answers with all that was seen, in the order of seeing. */
export interface Reading<Item> {
  finish(): Promise<Item[]>;
}

/** Follows the log, as every reader should. */
export function readAlong(store: EventStore): Reading<LoggedEvent> {
  return read(async (last) => store.readLog(last?.sequence ?? 0, 500));
}

/** Follows the positions, as no reader should: an event that commits late has been passed by. */
export function readByPosition(pool: Pool): Reading<{ position: number; eventId: string }> {
  return read(async (last) => {
    const { rows } = await pool.query<{ position: number; eventId: string }>(
      `SELECT position::float8 AS position, event_id AS "eventId"
       FROM event WHERE position > $1 ORDER BY event.position LIMIT 500`,
      [last?.position ?? 0],
    );
    return rows;
  });
}

function read<Item>(next: (last: Item | undefined) => Promise<Item[]>): Reading<Item> {
  const seen: Item[] = [];
  const finishing = new AbortController();
  async function readOn(): Promise<Item[]> {
    for (;;) {
      const isLast = finishing.signal.aborted;
      const items = await next(seen.at(-1));
      seen.push(...items);
      if (items.length === 0 && isLast) return seen;
      if (items.length === 0) await pause(2);
    }
  }
  const reading = readOn();
  return {
    finish() {
      finishing.abort();
      return reading;
    },
  };
}
