import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { load } from '../aggregate.js';
import { someEvent } from '../conformance.js';
import type { EventStore } from '../event-store.js';
import { eraseStream } from './erase.js';
import { createPostgresEventStore } from './store.js';

describe('the log on PostgreSQL', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  beforeAll(async () => {
    database = await throwawayDatabase();
    store = createPostgresEventStore(database.pool);
    await store.append('thing-kept', 0, [someEvent('kept-1'), someEvent('kept-2')]);
    await store.tick();
  });
  afterAll(() => database.drop());

  it.each([
    `UPDATE event SET data = '{}'`,
    `UPDATE event SET type = '$erased', data = '{}'`,
    'DELETE FROM event',
    'TRUNCATE event',
    'UPDATE log SET position = position + 100',
    'DELETE FROM log',
    'TRUNCATE log',
  ])('refuses to be changed by %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '23001' });
    expect(await store.readLog(0, 10)).toHaveLength(2);
  });

  describe('after a stream was erased', () => {
    const secret = 'the name of a customer';
    let last: number;
    beforeAll(async () => {
      await store.append('thing-private', 0, [
        someEvent('private-1', { secret }),
        someEvent('private-2', { secret }),
      ]);
      await store.tick();
      last = await store.lastSequence();
      expect(await eraseStream(database.pool, 'thing-private', { actor: 'ada', reason: 'request 7' })).toBe(
        2,
      );
      await store.tick();
    });

    it('has tombstones in the places of its events, and one more with the reason', async () => {
      const events = await store.readStream('thing-private');
      expect(events.map(({ type, version, data }) => ({ type, version, data }))).toEqual([
        { type: '$erased', version: 1, data: {} },
        { type: '$erased', version: 2, data: {} },
        { type: '$erased', version: 3, data: { reason: 'request 7' } },
      ]);
      expect(events.map((it) => it.metadata.actor)).toEqual(['erased', 'erased', 'ada']);
      expect(events[0]!.eventId).toBe(someEvent('private-1').eventId);
    });

    it('keeps nothing of what was said', async () => {
      const { rows } = await database.pool.query('SELECT FROM event e WHERE to_jsonb(e)::text LIKE $1', [
        `%${secret}%`,
      ]);
      expect(rows).toHaveLength(0);
    });

    it('tells followers by one new event, and stays dense', async () => {
      const news = await store.readLog(last, 10);
      expect(news.map(({ sequence, streamId, type }) => ({ sequence, streamId, type }))).toEqual([
        { sequence: last + 1, streamId: 'thing-private', type: '$erased' },
      ]);
      const sequences = (await store.readLog(0, 100)).map((it) => it.sequence);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    });

    it('takes no more events in it, and still knows the ids of those it had', async () => {
      for (const expected of [3, 'any'] as const) {
        const attempt = store.append('thing-private', expected, [someEvent('private-3')]);
        await expect(attempt).rejects.toMatchObject({ code: 'STREAM_ERASED' });
      }
      const again = await store.append('thing-private', 0, [someEvent('private-1'), someEvent('private-2')]);
      expect(again).toEqual({ outcome: 'duplicate', version: 2 });
    });

    it('refuses to load it', async () => {
      const aggregate = {
        category: 'thing',
        initial: 0,
        evolve: () => 0,
        codec: { latest: {}, upcasters: {} },
      };
      await expect(load(store, aggregate, 'thing-private')).rejects.toMatchObject({ code: 'STREAM_ERASED' });
    });

    it('has nothing left to erase there or in a stream that is not', async () => {
      const request = { actor: 'ada', reason: 'request 8' };
      expect(await eraseStream(database.pool, 'thing-private', request)).toBe(0);
      expect(await eraseStream(database.pool, 'thing-unknown', request)).toBe(0);
    });

    it('has left the other streams alone', async () => {
      expect((await store.readStream('thing-kept')).map((it) => it.data)).toEqual([
        { name: 'kept-1' },
        { name: 'kept-2' },
      ]);
    });
  });
});
