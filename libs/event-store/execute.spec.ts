import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../kernel/index.js';
import { load, type Aggregate } from './aggregate.js';
import type { EventStore } from './event-store.js';
import { execute, type CommandContext } from './execute.js';
import { createInMemoryEventStore } from './in-memory.js';

type CounterEvent = { type: 'Added'; data: { amount: number } } | { type: 'Reset'; data: object };

const counter: Aggregate<number, CounterEvent> = {
  category: 'counter',
  initial: 0,
  evolve: (state, event) => (event.type === 'Added' ? state + event.data.amount : 0),
  codec: {
    latest: { Added: 2, Reset: 1 },
    upcasters: { Added: { 1: ({ by }) => ({ amount: by! }) } },
  },
};

const add = (amount: number) => () => [{ type: 'Added' as const, data: { amount } }];

const command = (commandId: string): CommandContext => ({
  commandId,
  actor: 'ada',
  correlationId: 'request-1',
  causationId: 'cause-1',
  now: new Date('2026-01-02T03:04:05.000Z'),
});

function newStore() {
  let milliseconds = Date.parse('2026-01-02T04:00:00.000Z');
  return createInMemoryEventStore({ now: () => new Date((milliseconds += 1_000)) });
}

/** A store in which somebody else appends before each of the first appends. */
function contended(store: EventStore, times: number): EventStore {
  let left = times;
  return {
    ...store,
    append: async (streamId, expected, events) => {
      if (left > 0) {
        left -= 1;
        await execute(store, counter, streamId, add(100), command(`rival-${left}`));
      }
      return store.append(streamId, expected, events);
    },
  };
}

describe('executing a command', () => {
  it('appends what was decided, with the metadata of the command', async () => {
    const store = newStore();
    await execute(store, counter, 'counter-1', add(2), command('c1'));
    const second = await execute(store, counter, 'counter-1', add(3), command('c2'));
    expect(second).toEqual({
      outcome: 'appended',
      state: 5,
      version: 2,
      events: [{ type: 'Added', data: { amount: 3 } }],
    });
    expect((await store.readStream('counter-1'))[1]).toMatchObject({
      type: 'Added',
      schemaVersion: 2,
      metadata: { actor: 'ada', correlationId: 'request-1', causationId: 'cause-1' },
      occurredAt: new Date('2026-01-02T03:04:05.000Z'),
    });
  });

  it('changes nothing when nothing was decided', async () => {
    const store = newStore();
    await execute(store, counter, 'counter-1', add(2), command('c1'));
    const result = await execute(store, counter, 'counter-1', () => [], command('c2'));
    expect(result).toEqual({ outcome: 'unchanged', state: 2, version: 1, events: [] });
    expect(await store.readStream('counter-1')).toHaveLength(1);
  });

  it('answers a repeated command with its first result, whatever happened since and would be decided now', async () => {
    const store = newStore();
    const twice = () => [...add(1)(), ...add(2)()];
    await execute(store, counter, 'counter-1', add(10), command('c0'));
    const first = await execute(store, counter, 'counter-1', twice, command('c1'));
    await execute(store, counter, 'counter-1', add(3), command('c2'));
    const refuse = () => {
      throw new Error('decided again');
    };
    const again = await execute(store, counter, 'counter-1', refuse, command('c1'));
    expect(again).toEqual({ ...first, outcome: 'duplicate' });
    expect(await store.readStream('counter-1')).toHaveLength(4);
  });

  it('answers with the first result when the same command wins the race against itself', async () => {
    const store = newStore();
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        execute(store, counter, 'counter-1', add(1), command('c1'), { attempts: 1 }),
      ),
    );
    expect(results.map((it) => it.outcome).sort()).toEqual([
      'appended',
      ...Array<string>(4).fill('duplicate'),
    ]);
    expect(new Set(results.map((it) => it.state))).toEqual(new Set([1]));
  });

  it('decides again on the state that somebody else left behind', async () => {
    const store = newStore();
    const seen: number[] = [];
    const decide = (state: number) => {
      seen.push(state);
      return add(1)();
    };
    const result = await execute(contended(store, 2), counter, 'counter-1', decide, command('c1'));
    expect(seen).toEqual([0, 100, 200]);
    expect(result).toMatchObject({ outcome: 'appended', state: 201, version: 3 });
  });

  it('takes a stream that is said to be new for empty without reading it, and looks if it is not', async () => {
    const store = newStore();
    let reads = 0;
    const counted: EventStore = {
      ...store,
      readStream: (...page) => ((reads += 1), store.readStream(...page)),
    };
    const fresh = await execute(counted, counter, 'counter-1', add(1), command('c1'), { isNew: true });
    expect([fresh.outcome, fresh.state, reads]).toEqual(['appended', 1, 0]);
    const second = await execute(counted, counter, 'counter-1', add(2), command('c2'), { isNew: true });
    expect([second.outcome, second.state, reads]).toEqual(['appended', 3, 1]);
    const again = await execute(counted, counter, 'counter-1', add(2), command('c2'), { isNew: true });
    expect([again.outcome, again.state, reads]).toEqual(['duplicate', 3, 2]);
  });

  it('gives up after so many attempts, and has written nothing', async () => {
    const store = newStore();
    const attempt = execute(contended(store, 3), counter, 'counter-1', add(1), command('c1'), {
      attempts: 3,
    });
    await expect(attempt).rejects.toMatchObject({ code: 'CONCURRENT_CHANGE' });
    expect((await load(store, counter, 'counter-1')).state).toBe(300);
  });

  it('passes a refusal of the decision on', async () => {
    const refuse = () => {
      throw new Error('not like this');
    };
    await expect(execute(newStore(), counter, 'counter-1', refuse, command('c1'))).rejects.toThrow(
      'not like this',
    );
  });

  it('refuses a stream of another category and an event that the codec does not list', async () => {
    const store = newStore();
    const elsewhere = execute(store, counter, 'clock-1', add(1), command('c1'));
    await expect(elsewhere).rejects.toMatchObject({ code: 'STREAM_ID_INVALID' });
    const unlisted = execute(
      store,
      counter,
      'counter-1',
      () => [{ type: 'Lost', data: {} } as never],
      command('c1'),
    );
    await expect(unlisted).rejects.toMatchObject({ code: 'EVENT_TYPE_UNKNOWN' });
  });
});

describe('loading', () => {
  it('lifts old events and answers with the state as it was known at a time', async () => {
    const store = newStore();
    const { actor, correlationId, causationId, now: occurredAt } = command('c0');
    const metadata = { actor, correlationId, causationId };
    const eventId = derivedId('c0', 0);
    await store.append('counter-1', 0, [
      { eventId, type: 'Added', schemaVersion: 1, data: { by: 7 }, metadata, occurredAt },
    ]);
    await execute(store, counter, 'counter-1', add(1), command('c1'));
    const now = await load(store, counter, 'counter-1');
    expect(now).toMatchObject({ state: 8, version: 2 });
    const then = await load(store, counter, 'counter-1', { recordedUpTo: now.events[0]!.recordedAt });
    expect(then).toMatchObject({ state: 7, version: 1 });
    expect(await load(store, counter, 'counter-2')).toEqual({ state: 0, version: 0, events: [] });
  });
});
