import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { openPool } from '../../../libs/database/index.js';
import type { EventStore, NewEvent } from '../../../libs/event-store/index.js';
import { createPostgresEventStore, createSequencer } from '../../../libs/event-store/postgres/index.js';
import { median } from './median.js';

/** Appends a second, the median of the repetitions. */
export interface AppendRates {
  readonly writers: number;
  readonly insert: number;
  readonly append: number;
  readonly appendSequenced: number;
  /** The ratios within each repetition. */
  readonly appendToInsert: readonly number[];
  readonly sequencedToUnsequenced: readonly number[];
}

/**
 * Measures single-event appends with and without the sequencer against a bare prepared INSERT of the same row into a
 * table with the same columns and indexes. The three take turns within each repetition, in changing order, so that
 * whatever else the machine does meets all of them.
 */
export async function measureAppends(
  url: string,
  { writers, repetitions, slotMs }: { writers: number; repetitions: number; slotMs: number },
): Promise<AppendRates> {
  const pool = openPool(url, { max: writers });
  const own = openPool(url, { max: 2 });
  await own.query('CREATE TABLE IF NOT EXISTS bare_event (LIKE event INCLUDING ALL)');
  const store = createPostgresEventStore(pool);
  const sequencerStore = createPostgresEventStore(own);
  const contestants = {
    insert: () => run(slotMs, writers, insertInto(pool)),
    append: () => run(slotMs, writers, appendTo(store)),
    appendSequenced: async () => {
      const sequencer = createSequencer(sequencerStore);
      sequencer.start();
      const rate = await run(slotMs, writers, appendTo(store), () => sequencer.kick());
      await sequencer.stop();
      return rate;
    },
  };
  type Name = keyof typeof contestants;
  const rates: Record<Name, number>[] = [];
  for (const contestant of Object.values(contestants)) await contestant();
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const names = Object.keys(contestants) as Name[];
    const order = repetition % 2 === 0 ? names : names.reverse();
    const round: Partial<Record<Name, number>> = {};
    for (const name of order) round[name] = await contestants[name]();
    rates.push(round as Record<Name, number>);
    while ((await sequencerStore.tick()) > 0);
  }
  await Promise.all([pool.end(), own.end()]);
  return {
    writers,
    insert: median(rates.map((it) => it.insert)),
    append: median(rates.map((it) => it.append)),
    appendSequenced: median(rates.map((it) => it.appendSequenced)),
    appendToInsert: rates.map((it) => it.append / it.insert),
    sequencedToUnsequenced: rates.map((it) => it.appendSequenced / it.append),
  };
}

type Write = (streamId: string, version: number) => Promise<unknown>;

/** Each writer writes one event after the other, 100 to a stream. Answers with writes a second. */
async function run(slotMs: number, writers: number, write: Write, afterEach?: () => void): Promise<number> {
  const start = performance.now();
  let written = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      let streamId = `bench-${randomUUID()}`;
      for (let version = 0; performance.now() - start < slotMs; version += 1) {
        if (version === 100) [streamId, version] = [`bench-${randomUUID()}`, 0];
        await write(streamId, version);
        afterEach?.();
        written += 1;
      }
    }),
  );
  return (written * 1_000) / (performance.now() - start);
}

function appendTo(store: EventStore): Write {
  return async (streamId, version) => {
    const { outcome } = await store.append(streamId, version, [event()]);
    if (outcome !== 'appended') throw new Error(`an append was answered with ${outcome}`);
  };
}

function insertInto(pool: Pool): Write {
  const text = `INSERT INTO bare_event
      (stream_id, version, event_id, type, schema_version, data, metadata, occurred_at, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
  return (streamId, version) => {
    const { eventId, type, schemaVersion, data, metadata, occurredAt } = event();
    const values = [
      streamId,
      version + 1,
      eventId,
      type,
      schemaVersion,
      data,
      metadata,
      occurredAt,
      new Date(),
    ];
    return pool.query({ name: 'bare-insert', text, values });
  };
}

/** About as large as a symptom report. */
function event(): NewEvent {
  return {
    eventId: randomUUID(),
    type: 'SymptomReportFiled',
    schemaVersion: 1,
    data: {
      text: 'Large pings get no reply and ssh sessions hang after the key exchange; small pings are fine. '.repeat(
        3,
      ),
      logLines: [
        'kernel: br-int: dropped over-mtu packet: 1522 > 1518',
        'sshd[1203]: Connection closed [preauth]',
      ],
      facts: [{ name: 'ping payload that gets no reply', value: 1473, unit: 'bytes' }],
      component: 'switch',
      release: '2026.1',
    },
    metadata: { actor: 'bench', correlationId: randomUUID(), causationId: randomUUID() },
    occurredAt: new Date(),
  };
}
