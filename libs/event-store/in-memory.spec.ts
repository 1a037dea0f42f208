import { describe, expect, it } from '@jest/globals';
import { checkAgainstModel } from './model.js';
import { describeEventStore, someEvent } from './conformance.js';
import { createInMemoryEventStore } from './in-memory.js';

const clock = { now: () => new Date('2026-01-02T04:00:00.000Z') };

describeEventStore('the event store in memory', async () => ({
  store: createInMemoryEventStore(clock),
  close: async () => undefined,
}));

describe('the event store in memory', () => {
  it('cannot be told from its model', () =>
    checkAgainstModel(createInMemoryEventStore(clock), 'memory', 200));

  it('keeps what it was given, whatever the caller does to it afterwards', async () => {
    const store = createInMemoryEventStore(clock);
    const data = { list: ['kept'] };
    await store.append('thing-1', 0, [someEvent('1', data)]);
    data.list.push('added later');
    const [stored] = await store.readStream('thing-1');
    expect(stored!.data).toEqual({ list: ['kept'] });
    expect(() => (stored!.data['list'] as string[]).push('added to the answer')).toThrow(TypeError);
  });

  it('never goes back in time within a stream', async () => {
    const times = [new Date('2026-01-02T00:00:02Z'), new Date('2026-01-02T00:00:01Z')];
    const store = createInMemoryEventStore({ now: () => times.shift()! });
    await store.append('thing-1', 0, [someEvent('1')]);
    await store.append('thing-1', 1, [someEvent('2')]);
    const recorded = (await store.readStream('thing-1')).map((it) => it.recordedAt.toISOString());
    expect(recorded).toEqual(['2026-01-02T00:00:02.000Z', '2026-01-02T00:00:02.000Z']);
  });
});
