import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { inTransaction, openPool } from '../../../database/index.js';
import type { Random } from '../../../kernel/index.js';
import { catchUp, createProjector } from '../projector.js';
import { createSequencer } from '../sequencer.js';
import { createPostgresEventStore } from '../store.js';
import { checkReading, type ReadingVerdict } from './check.js';
import { readAlong, readByPosition } from './readers.js';
import { codecs, createTallyTable, tally, tallyIsFoldOf } from './tally.js';
import { someAppend, writeUntil, type Acknowledged } from './writers.js';

export interface HarnessOptions {
  /** A migrated database without events. */
  readonly url: string;
  readonly random: Random;
  readonly seconds: number;
  readonly writers?: number;
}

export interface HarnessVerdict extends ReadingVerdict {
  readonly acknowledged: number;
  /** Backends that were terminated in the middle of whatever they did. */
  readonly killed: number;
  /** Whether the table that two rival projectors kept is the pure fold of the log. */
  readonly projectionIsFold: boolean;
  /** What a reader lost that followed positions instead of the log: above 0, or the harness proves nothing. */
  readonly lostByPosition: number;
}

/**
 * Writes with many writers (transaction ids taken early, rollbacks, one transaction left open throughout), ticks with
 * several sequencers, projects with two rival projectors, terminates the backends of them all at random, and reads
 * along. Then it compares what was acknowledged with what the reader saw and what the projection holds.
 */
export async function runHarness({
  url,
  random,
  seconds,
  writers = 16,
}: HarnessOptions): Promise<HarnessVerdict> {
  const pool = openPool(url, { max: 4 });
  const victims = openPool(withApplicationName(url), { max: writers + 8 });
  await createTallyTable(pool);
  const [store, mortalStore] = [createPostgresEventStore(pool), createPostgresEventStore(victims)];
  const loops = [
    ...Array.from({ length: 3 }, () => createSequencer(mortalStore, { busyMs: 2, idleMs: 10 })),
    ...Array.from({ length: 2 }, () =>
      createProjector(victims, tally, codecs, { batchSize: 50, idleMs: 10 }),
    ),
  ];
  const [reading, readingByPosition] = [readAlong(store), readByPosition(pool)];
  const acknowledged: Acknowledged = new Set();
  const end = Date.now() + seconds * 1_000;
  const isOver = () => Date.now() > end;
  let killed = 0;
  loops.forEach((loop) => loop.start());
  try {
    await inTransaction(pool, async (client) => {
      const late = someAppend('thing-late', random);
      await late.send(client);
      late.eventIds.forEach((it) => acknowledged.add(it));
      [killed] = await Promise.all([
        killUntil(isOver, pool, random),
        ...Array.from({ length: writers }, () => writeUntil(isOver, victims, random, acknowledged)),
      ]);
    });
    await Promise.all(loops.map((loop) => loop.stop()));
    while ((await store.tick()) > 0);
    await catchUp(pool, tally, codecs);
    const seen = await reading.finish();
    const seenByPosition = new Set((await readingByPosition.finish()).map((it) => it.eventId));
    return {
      acknowledged: acknowledged.size,
      killed,
      ...checkReading(acknowledged, seen),
      projectionIsFold: await tallyIsFoldOf(pool, seen),
      lostByPosition: [...acknowledged].filter((it) => !seenByPosition.has(it)).length,
    };
  } finally {
    await Promise.all([...loops.map((loop) => loop.stop()), reading.finish(), readingByPosition.finish()]);
    await Promise.all([victims.end(), pool.end()]);
  }
}

const VICTIMS = 'talekeeper-harness';

function withApplicationName(url: string): string {
  const address = new URL(url);
  address.searchParams.set('application_name', VICTIMS);
  return address.href;
}

async function killUntil(isOver: () => boolean, pool: Pool, random: Random): Promise<number> {
  let killed = 0;
  while (!isOver()) {
    await pause(5 + random.next() * 40);
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = $1 AND datname = current_database()
       ORDER BY state = 'idle', random() LIMIT 1`,
      [VICTIMS],
    );
    killed += rowCount ?? 0;
  }
  return killed;
}
