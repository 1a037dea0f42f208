import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { NewEvent } from '../../../libs/event-store/index.js';
import { createTallyTable, codecs, tally } from '../../../libs/event-store/postgres/harness/tally.js';
import {
  catchUp,
  createPostgresEventStore,
  rebuildProjection,
} from '../../../libs/event-store/postgres/index.js';
import { median } from './median.js';

export interface RebuildRates {
  readonly events: number;
  /** Events a second of a whole rebuild, comparison and flip included; the median of the repetitions. */
  readonly rebuild: number;
}

/** Fills a log that holds nothing else, and rebuilds a projection of it. */
export async function measureRebuilds(
  pool: Pool,
  { streams, repetitions }: { streams: number; repetitions: number },
): Promise<RebuildRates> {
  const store = createPostgresEventStore(pool);
  for (let stream = 0; stream < streams; stream += 1) {
    await store.append(`thing-${randomUUID()}`, 0, Array.from({ length: EVENTS_A_STREAM }, counted));
  }
  while ((await store.tick()) > 0);
  await pool.query('ANALYZE');
  await createTallyTable(pool);
  await catchUp(pool, tally, codecs);

  const events = streams * EVENTS_A_STREAM;
  const rates: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const start = performance.now();
    const { outcome } = await rebuildProjection(pool, tally, codecs);
    if (outcome !== 'flipped') throw new Error('the rebuilt table differs from the live one');
    rates.push((events * 1_000) / (performance.now() - start));
  }
  return { events, rebuild: median(rates) };
}

const EVENTS_A_STREAM = 50;

function counted(_: unknown, index: number): NewEvent {
  return {
    eventId: randomUUID(),
    type: 'Counted',
    schemaVersion: 1,
    data: { number: index, text: 'Large pings get no reply and ssh sessions hang; small pings are fine.' },
    metadata: { actor: 'bench', correlationId: randomUUID(), causationId: randomUUID() },
    occurredAt: new Date(),
  };
}
