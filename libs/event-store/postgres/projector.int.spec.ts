import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { someEvent } from '../conformance.js';
import type { EventStore } from '../event-store.js';
import type { Codecs, Projection } from '../projection.js';
import { listDeadLetters, retryDeadLetters } from './dead-letters.js';
import { eraseStream } from './erase.js';
import { projectionStatus, waitForEvent, waitForSequence } from './projection-status.js';
import { catchUp, createProjector } from './projector.js';
import { createPostgresEventStore } from './store.js';

interface Row {
  readonly id: string;
  readonly label: string | null;
  readonly tags: readonly string[];
  readonly details: object;
  readonly version: number;
  readonly recorded_at: string;
}

const codecs: Codecs = {
  shelf: { latest: { SomethingHappened: 1 }, upcasters: {} },
  other: { latest: { SomethingHappened: 1 }, upcasters: {} },
};

/** Keeps the newest label of each shelf; deletes the row for the label `gone`, and cannot stand the label `bad`. */
const shelves: Projection<Row> = {
  name: 'shelves',
  version: 1,
  table: 'shelf',
  keyColumn: 'id',
  categories: ['shelf'],
  key: ({ streamId }) => streamId.slice('shelf-'.length),
  evolve: (row, { streamId, data, version, recordedAt }) => {
    const label = data['label'] as string | undefined;
    if (label === 'bad') throw new Error('a bad label');
    if (label === 'gone') return undefined;
    return {
      id: streamId.slice('shelf-'.length),
      label: label ?? null,
      tags: [...(row?.tags ?? []), String(version)],
      details: { ...row?.details, [`v${version}`]: label ?? null },
      version,
      recorded_at: recordedAt.toISOString(),
    };
  },
};

describe('a projector', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  let events = 0;
  beforeAll(async () => {
    database = await throwawayDatabase();
    store = createPostgresEventStore(database.pool);
    await database.pool.query(
      `CREATE TABLE shelf (
         id text PRIMARY KEY, label varchar(20), tags text[] NOT NULL, details jsonb NOT NULL, version integer NOT NULL,
         recorded_at timestamptz NOT NULL, shout text GENERATED ALWAYS AS (upper(label)) STORED
       )`,
    );
  });
  afterAll(() => database.drop());

  async function label(stream: string, ...labels: (string | undefined)[]) {
    const appended = labels.map((it) =>
      someEvent(`${stream}-${(events += 1)}`, it === undefined ? {} : { label: it }),
    );
    return store.append(stream, 'any', appended);
  }

  async function project(batchSize?: number) {
    while ((await store.tick()) > 0);
    await catchUp(database.pool, shelves, codecs, batchSize ? { batchSize } : {});
  }

  const rowOf = async (id: string) => {
    const { rows } = await database.pool.query<Row & { shout: string }>('SELECT * FROM shelf WHERE id = $1', [
      id,
    ]);
    return rows[0];
  };

  it('writes, changes and deletes rows of every kind of column', async () => {
    await label('shelf-a', 'one', undefined);
    await label('shelf-b', 'two');
    await label('other-a', 'not of this projection');
    await project();
    expect(await rowOf('a')).toMatchObject({
      label: null,
      tags: ['1', '2'],
      details: { v1: 'one', v2: null },
      shout: null,
    });
    expect(await rowOf('b')).toMatchObject({ label: 'two', tags: ['1'], version: 1, shout: 'TWO' });
    expect((await database.pool.query('SELECT FROM shelf')).rowCount).toBe(2);

    await label('shelf-a', 'three');
    await label('shelf-b', 'gone');
    await label('shelf-c', 'here', 'gone', 'back');
    await project();
    expect(await rowOf('a')).toMatchObject({ label: 'three', tags: ['1', '2', '3'], version: 3 });
    expect(await rowOf('b')).toBeUndefined();
    expect(await rowOf('c')).toMatchObject({ label: 'back', tags: ['3'] });
  });

  it('takes in each event once, whatever the size of the batches', async () => {
    await label('shelf-d', ...Array.from({ length: 25 }, (_, index) => `label ${index}`));
    await project(4);
    await project(4);
    expect((await rowOf('d'))?.tags).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
  });

  it('moves past events of other categories', async () => {
    await label('other-b', ...Array<string>(10).fill('x'));
    await project(4);
    const [status] = await projectionStatus(database.pool);
    expect(status).toMatchObject({ checkpoint: await store.lastSequence(), lag: 0 });
  });

  it('says how far it lags', async () => {
    await label('shelf-e', 'x', 'y');
    await store.tick();
    const newest = await store.lastSequence();
    const status = {
      name: 'shelves',
      slot: 'live',
      version: 1,
      checkpoint: newest - 2,
      lag: 2,
      deadLetters: 0,
    };
    expect(await projectionStatus(database.pool)).toEqual([status]);
    await project();
    expect(await projectionStatus(database.pool)).toEqual([{ ...status, checkpoint: newest, lag: 0 }]);
  });

  it('deletes the row of an erased stream', async () => {
    await label('shelf-f', 'private');
    await project();
    expect(await rowOf('f')).toBeDefined();
    await eraseStream(database.pool, 'shelf-f', { actor: 'ada', reason: 'asked for' });
    await project();
    expect(await rowOf('f')).toBeUndefined();
    expect(await listDeadLetters(database.pool, 'shelves')).toEqual([]);
  });

  describe('with an event that it cannot take in', () => {
    afterEach(() => database.pool.query('DELETE FROM projection_dead_letter'));

    it.each([
      ['the fold refuses', 'bad', 'a bad label'],
      ['the database refuses', 'x'.repeat(21), 'value too long'],
    ])('because %s, parks its stream alone', async (_, poison, reason) => {
      const [poisoned, healthy] = [`shelf-poisoned-${poison}`, `shelf-healthy-${poison}`];
      for (let round = 0; round < 2; round += 1) {
        await label(poisoned, `round ${round}`);
        await label(healthy, `round ${round}`);
      }
      await label(poisoned, poison);
      await label(healthy, 'round 2');
      await project();
      await label(poisoned, 'later');
      await label(healthy, 'later');
      await project();

      expect(await rowOf(healthy.slice(6))).toMatchObject({ label: 'later', version: 4 });
      expect(await rowOf(poisoned.slice(6))).toMatchObject({ label: 'round 1', version: 2 });
      const third = (await store.readLog(0, 1_000)).find(
        (it) => it.streamId === poisoned && it.version === 3,
      )!;
      expect(await listDeadLetters(database.pool, 'shelves')).toEqual([
        {
          streamId: poisoned,
          sequence: third.sequence,
          eventId: third.eventId,
          reason: expect.stringContaining(reason),
          failedAt: expect.any(Date),
        },
      ]);
      expect((await projectionStatus(database.pool))[0]).toMatchObject({ lag: 0, deadLetters: 1 });
    });

    it('finds several of them in one batch', async () => {
      for (const shelf of ['p', 'q', 'r', 's']) await label(`shelf-${shelf}`, 'fine');
      await label('shelf-p', 'x'.repeat(30));
      await label('shelf-q', 'bad');
      await label('shelf-r', 'y'.repeat(30), 'bad');
      await label('shelf-s', 'still fine');
      await project();
      const letters = await listDeadLetters(database.pool, 'shelves');
      expect(letters.map((it) => it.streamId)).toEqual(['shelf-p', 'shelf-q', 'shelf-r']);
      expect(await rowOf('p')).toMatchObject({ label: 'fine' });
      expect(await rowOf('s')).toMatchObject({ label: 'still fine' });
    });

    it('takes in the whole rest of the stream when it is tried again with success', async () => {
      await label('shelf-t', 'one', 'two', 'x'.repeat(21));
      await project();
      expect(await rowOf('t')).toMatchObject({ label: 'two' });
      expect(await retryDeadLetters(database.pool, shelves, codecs)).toHaveLength(1);

      await label('shelf-t', 'four');
      await project();
      expect(await rowOf('t')).toMatchObject({ label: 'two' });
      expect(await retryDeadLetters(database.pool, shelves, codecs)).toEqual([]);
      expect(await rowOf('t')).toMatchObject({ label: 'four', tags: ['1', '2', '3', '4'], version: 4 });
      await label('shelf-t', 'five');
      await project();
      expect(await rowOf('t')).toMatchObject({ label: 'five', version: 5 });
    });

    it('parks at the first event it cannot read', async () => {
      const unknown = { ...someEvent('unknown', { label: 'x' }), type: 'NeverHeardOf' };
      await store.append('shelf-u', 0, [someEvent('known', { label: 'fine' }), unknown]);
      await project();
      expect(await rowOf('u')).toMatchObject({ label: 'fine' });
      const [letter] = await listDeadLetters(database.pool, 'shelves');
      expect(letter?.reason).toContain('NeverHeardOf');
    });
  });

  it('stops for a fault of its own instead of blaming the events', async () => {
    const broken: Projection<Row & { extra: number }> = {
      ...shelves,
      name: 'broken',
      evolve: (_, event) => ({ ...shelves.evolve(undefined, event)!, extra: 1 }),
    };
    await label('shelf-w', 'x');
    await store.tick();
    await expect(catchUp(database.pool, broken, codecs)).rejects.toThrow('no column that could take `extra`');
    expect(await listDeadLetters(database.pool, 'broken')).toEqual([]);
    const status = (await projectionStatus(database.pool)).find((it) => it.name === 'broken');
    expect(status?.checkpoint).toBe(0);
  });

  it('leaves a table of another version alone', async () => {
    await label('shelf-x', 'x');
    await store.tick();
    await catchUp(database.pool, { ...shelves, version: 2 }, codecs);
    expect(await rowOf('x')).toBeUndefined();
    await project();
    expect(await rowOf('x')).toBeDefined();
  });

  it('runs on its own, and lets its readers wait', async () => {
    const projector = createProjector(database.pool, shelves, codecs, { idleMs: 20 });
    projector.start();
    try {
      const { version } = await label('shelf-y', 'x');
      const waiting = waitForEvent(database.pool, 'shelves', { streamId: 'shelf-y', version }, 10_000);
      await store.tick();
      projector.kick();
      expect(await waiting).toBe(true);
      expect(await rowOf('y')).toBeDefined();
      const newest = await store.lastSequence();
      expect(await waitForSequence(database.pool, 'shelves', newest, 10_000)).toBe(true);
    } finally {
      await projector.stop();
    }
    expect(await waitForSequence(database.pool, 'shelves', (await store.lastSequence()) + 1, 20)).toBe(false);
    expect(await waitForEvent(database.pool, 'shelves', { streamId: 'shelf-none', version: 1 }, 20)).toBe(
      false,
    );
    expect(await waitForSequence(database.pool, 'never heard of', 0, 20)).toBe(false);
  });
});
