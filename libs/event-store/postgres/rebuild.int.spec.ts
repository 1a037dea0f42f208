import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { derivedId } from '../../kernel/index.js';
import type { EventStore } from '../event-store.js';
import { codecs, createTallyTable, tally, type TallyRow } from './harness/tally.js';
import { projectionStatus } from './projection-status.js';
import { catchUp, createProjector } from './projector.js';
import { rebuildProjection, rollBackProjection } from './rebuild.js';
import { createPostgresEventStore } from './store.js';

const doubled = {
  ...tally,
  version: 2,
  evolve: (row: TallyRow | undefined, event: Parameters<typeof tally.evolve>[1]) => {
    const counted = tally.evolve(row && { ...row, events: row.events / 2 }, event)!;
    return { ...counted, events: counted.events * 2 };
  },
};

describe('rebuilding a projection', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  let appended = 0;
  beforeAll(async () => {
    database = await throwawayDatabase();
    store = createPostgresEventStore(database.pool);
    await createTallyTable(database.pool);
    await database.pool.query(
      'CREATE INDEX tally_by_events ON tally (events DESC, stream_id) WHERE events > 0',
    );
    for (let stream = 0; stream < 20; stream += 1) await count(`thing-${stream}`, 10);
    await catchUp(database.pool, tally, codecs);
  });
  afterAll(() => database.drop());

  async function count(streamId: string, events: number) {
    const metadata = { actor: 'ada', correlationId: 'r', causationId: 'c' };
    const newEvents = Array.from({ length: events }, () => ({
      eventId: derivedId('rebuild', (appended += 1)),
      type: 'Counted',
      schemaVersion: 1,
      data: { number: appended },
      metadata,
      occurredAt: new Date(0),
    }));
    await store.append(streamId, 'any', newEvents);
    await store.tick();
  }

  const slots = async () =>
    (await projectionStatus(database.pool)).map(({ slot, version, lag }) => `${slot} v${version} lag ${lag}`);
  const eventsOf = async (table: string, streamId: string) => {
    const { rows } = await database.pool.query<TallyRow>(`SELECT * FROM ${table} WHERE stream_id = $1`, [
      streamId,
    ]);
    return rows[0]?.events;
  };
  const indexesOf = async (table: string) => {
    const { rows } = await database.pool.query<{ indexname: string }>(
      'SELECT indexname FROM pg_indexes WHERE tablename = $1 ORDER BY 1',
      [table],
    );
    return rows.map((it) => it.indexname);
  };

  it('of the same version takes the place of an equal table', async () => {
    const result = await rebuildProjection(database.pool, tally, codecs, { batchSize: 30 });
    expect(result).toEqual({
      outcome: 'flipped',
      live: { rows: 20, digest: expect.any(String) },
      next: { rows: 20, digest: result.live?.digest },
    });
    expect(await slots()).toEqual(['live v1 lag 0', 'previous v1 lag 0']);
    expect(await eventsOf('tally', 'thing-3')).toBe(10);
  });

  it('keeps the names of the indexes', async () => {
    expect(await indexesOf('tally')).toEqual(['tally_by_events', 'tally_pkey']);
    expect(await indexesOf('tally__previous')).toEqual(['tally_by_events__previous', 'tally_pkey__previous']);
  });

  it('shows a damaged live table, and replaces it only when told to', async () => {
    await database.pool.query(`UPDATE tally SET events = 7 WHERE stream_id = 'thing-3'`);
    const result = await rebuildProjection(database.pool, tally, codecs);
    expect(result.outcome).toBe('different');
    expect(result.live?.digest).not.toBe(result.next?.digest);
    expect(await eventsOf('tally', 'thing-3')).toBe(7);

    expect((await rebuildProjection(database.pool, tally, codecs, { evenIfDifferent: true })).outcome).toBe(
      'flipped',
    );
    expect(await eventsOf('tally', 'thing-3')).toBe(10);
    expect(await eventsOf('tally__previous', 'thing-3')).toBe(7);
  });

  it('of a new version leaves the live table to its readers and its projector until it flips', async () => {
    const live = createProjector(database.pool, tally, codecs, { idleMs: 5 });
    live.start();
    try {
      const rebuilding = rebuildProjection(database.pool, doubled, codecs, { batchSize: 5 });
      for (let round = 0; round < 10; round += 1) await count('thing-3', 1);
      expect(await rebuilding).toEqual({
        outcome: 'flipped',
        next: { rows: 20, digest: expect.any(String) },
      });
    } finally {
      await live.stop();
    }
    await catchUp(database.pool, tally, codecs);
    await catchUp(database.pool, doubled, codecs);
    expect(await eventsOf('tally', 'thing-3')).toBe(40);
    expect(await eventsOf('tally', 'thing-4')).toBe(20);
  });

  it('can be rolled back, and forward again', async () => {
    expect(await rollBackProjection(database.pool, tally)).toBe('rolled back');
    await catchUp(database.pool, tally, codecs);
    expect(await eventsOf('tally', 'thing-3')).toBe(20);
    expect(await indexesOf('tally')).toEqual(['tally_by_events', 'tally_pkey']);

    await count('thing-3', 1);
    expect(await rollBackProjection(database.pool, tally)).toBe('rolled back');
    await catchUp(database.pool, doubled, codecs);
    expect(await eventsOf('tally', 'thing-3')).toBe(42);
    expect(await slots()).toEqual(['live v2 lag 0', 'previous v1 lag 1']);
  });

  it('is done once when several processes begin it at the same time', async () => {
    const results = await Promise.all(
      Array.from({ length: 3 }, () => rebuildProjection(database.pool, doubled, codecs, { batchSize: 10 })),
    );
    const outcomes = new Set(results.map((it) => it.outcome));
    expect(outcomes).toContain('flipped');
    expect(outcomes).not.toContain('different');
    expect(await slots()).toEqual(['live v2 lag 0', 'previous v2 lag 0']);
    expect(await eventsOf('tally', 'thing-3')).toBe(42);
  });

  it('has nothing to roll back to before the first', async () => {
    expect(await rollBackProjection(database.pool, { name: 'unknown', table: 'unknown' })).toBe(
      'nothing to roll back to',
    );
  });
});
