import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import { inTransaction, sqlStatement } from '../../../database/index.js';
import type { Random } from '../../../kernel/index.js';

/** The ids of the events whose append was confirmed. */
export type Acknowledged = Set<string>;

/** Appends to a few streams, in every way that has made readers lose events, until it is over. */
export async function writeUntil(
  isOver: () => boolean,
  pool: Pool,
  random: Random,
  acknowledged: Acknowledged,
): Promise<void> {
  while (!isOver()) {
    const append = someAppend(`thing-${Math.floor(random.next() * STREAMS)}`, random);
    await append.sendUntilAcknowledged(pool, random.next() < 0.5 ? 'at once' : 'in a slow transaction');
    append.eventIds.forEach((it) => acknowledged.add(it));
  }
}

const STREAMS = 40;
const ATTEMPTS_MAX = 100;

export function someAppend(streamId: string, random: Random) {
  const eventIds = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => randomUUID());
  const events = eventIds.map((eventId) => ({
    eventId,
    type: 'Counted',
    schemaVersion: 1,
    data: { number: Math.floor(random.next() * 1_000) },
    metadata: { actor: 'harness', correlationId: eventId, causationId: eventId },
    occurredAt: new Date(),
  }));

  async function send(client: Pick<ClientBase, 'query'>): Promise<void> {
    const values = [streamId, null, JSON.stringify(events)];
    const { rows } = await client.query<{ outcome: string }>(sqlStatement('append-events'), values);
    const outcome = rows[0]!.outcome;
    if (outcome !== 'appended' && outcome !== 'duplicate')
      throw new Error(`append was answered with ${outcome}`);
  }

  /** Takes a transaction id long before its positions, and commits long after; every fourth is rolled back first. */
  async function sendSlowly(pool: Pool): Promise<void> {
    await inTransaction(pool, async (client) => {
      await client.query('SELECT pg_current_xact_id()');
      await pause(random.next() * 20);
      await send(client);
      await pause(random.next() * 20);
      if (random.next() < 0.25) throw new Error('rolled back on purpose');
    });
  }

  /** After a failure nobody knows whether it was committed: the same events are sent again. */
  async function sendUntilAcknowledged(pool: Pool, way: 'at once' | 'in a slow transaction'): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (way === 'at once' ? send(pool) : sendSlowly(pool));
      } catch (error) {
        if (attempt === ATTEMPTS_MAX) throw error;
        await pause(random.next() * 5);
      }
    }
  }

  return { eventIds, send, sendUntilAcknowledged };
}
