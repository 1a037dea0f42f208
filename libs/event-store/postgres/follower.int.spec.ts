import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { derivedId, type JsonObject } from '../../kernel/index.js';
import type { EventStore, LoggedEvent, NewEvent } from '../event-store.js';
import { createFollower, type FollowerOptions } from './follower.js';
import { createLogListener } from './log-listener.js';
import type { Loop } from './loop.js';
import { createSequencer } from './sequencer.js';
import { createPostgresEventStore } from './store.js';

describe('following the log', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  let appended = 0;
  let started: Loop[] = [];
  let start = 0;
  let name = '';

  beforeAll(async () => {
    database = await throwawayDatabase();
    store = createPostgresEventStore(database.pool);
  });
  beforeEach(async () => {
    while ((await store.tick()) > 0);
    start = await store.lastSequence();
    name = `follower-${start}`;
  });
  afterEach(async () => {
    await Promise.all(started.map((it) => it.stop()));
    started = [];
  });
  afterAll(() => database.drop());

  async function append(streamId: string, count: number, data: JsonObject = {}) {
    const events = Array.from({ length: count }, (): NewEvent => ({
      eventId: derivedId('follower', (appended += 1)),
      type: 'Happened',
      schemaVersion: 1,
      data,
      metadata: { actor: 'ada', correlationId: 'r', causationId: 'c' },
      occurredAt: new Date(0),
    }));
    await store.append(streamId, 'any', events);
  }

  function follow(handle: FollowerOptions['handle'], more: Partial<FollowerOptions> = {}): Loop {
    const follower = createFollower(database.pool, {
      name,
      startAfter: start,
      idleMs: 10,
      failedMs: 50,
      handle,
      ...more,
    });
    started.push(follower);
    follower.start();
    return follower;
  }

  const checkpoint = async () => {
    const { rows } = await database.pool.query<{ sequence: string }>(
      'SELECT sequence FROM follower WHERE name = $1',
      [name],
    );
    return Number(rows[0]?.sequence);
  };

  it('hands over each event in the order of the log', async () => {
    const seen: number[] = [];
    follow(async (events) => void seen.push(...events.map((it) => it.sequence)), { batchSize: 7 });
    await append('red-1', 20);
    await append('green-1', 5);
    await store.tick();
    await until('all are seen', () => seen.length >= 25);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => start + index + 1));
  });

  it('passes by what it does not care for, and begins where it is told to', async () => {
    await append('red-2', 3);
    await append('green-2', 2);
    await append('red-3', 1);
    await store.tick();
    const seen: LoggedEvent[] = [];
    const handle: FollowerOptions['handle'] = async (events) => void seen.push(...events);
    follow(handle, { categories: ['green'], startAfter: start + 4, batchSize: 2 });
    await until('the checkpoint is at the end', async () => (await checkpoint()) === start + 6);
    expect(seen.map((it) => it.sequence)).toEqual([start + 5]);
  });

  it('hands over the same events again until the handler succeeds', async () => {
    const attempts: number[][] = [];
    const errors: unknown[] = [];
    const handle: FollowerOptions['handle'] = async (events) => {
      attempts.push(events.map((it) => it.sequence));
      if (attempts.length < 3) throw new Error('out of order');
    };
    await append('red-4', 2);
    await store.tick();
    follow(handle, { onError: (error) => errors.push(error) });
    await until('the checkpoint moves', async () => (await checkpoint()) === start + 2);
    const both = [start + 1, start + 2];
    expect(attempts).toEqual([both, both, both]);
    expect(errors).toHaveLength(2);
  });

  it('is done by one process at a time, each event once', async () => {
    const seen: number[] = [];
    let handling = 0;
    const handle: FollowerOptions['handle'] = async (events) => {
      handling += 1;
      expect(handling).toBe(1);
      seen.push(...events.map((it) => it.sequence));
      await new Promise((resolve) => setImmediate(resolve));
      handling -= 1;
    };
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    for (let process = 0; process < 3; process += 1) follow(handle, { batchSize: 3, onError });
    for (let round = 0; round < 10; round += 1) {
      await append(`red-5-${round}`, 4);
      await store.tick();
    }
    await until('all are seen', async () => (await checkpoint()) === start + 40);
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => start + index + 1));
    expect(errors).toEqual([]);
  });

  it('is taken over when the process that was at it loses its connection', async () => {
    await append('red-6', 2);
    await store.tick();
    let release: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (release = resolve));
    let isStuck = false;
    follow(async () => {
      isStuck = true;
      await stuck;
    });
    await until('the first process handles the events', () => isStuck);
    const seen: number[] = [];
    follow(async (events) => void seen.push(...events.map((it) => it.sequence)));
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
       WHERE locktype = 'advisory' AND objsubid = 2 AND granted
         AND objid = (hashtext($1)::bigint & 4294967295)::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [name],
    );
    await until('the second process has taken over', async () => (await checkpoint()) === start + 2);
    expect(seen).toEqual([start + 1, start + 2]);
    release();
  });

  it('is woken by a sequencer and a listener, whichever process appended', async () => {
    const [sequencer, listener] = [createSequencer(store), createLogListener(database.pool)];
    sequencer.start();
    listener.start();
    let growths = 0;
    listener.onGrowth(() => (growths += 1));
    try {
      await until('the listener is connected', () => growths > 0);
      const seen: LoggedEvent[] = [];
      const follower = follow(async (events) => void seen.push(...events), { idleMs: 3_600_000 });
      const unsubscribe = listener.onGrowth(() => follower.kick());
      await append('red-7', 1);
      sequencer.kick();
      await until('the event is seen', () => seen.length === 1);

      await database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query = 'LISTEN event_log'`,
      );
      await append('red-7', 1);
      await until('the event that came while nobody listened is seen', () => seen.length === 2);
      unsubscribe();
    } finally {
      await listener.stop();
      await sequencer.stop();
    }
  });
});
