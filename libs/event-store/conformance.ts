import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId, type JsonObject } from '../kernel/index.js';
import type { EventStore, NewEvent } from './event-store.js';

/** A store to be proven, with nothing else in it. */
export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** An event with an id of its own, or the same id for the same name. */
export function someEvent(name: string, data: JsonObject = { name }): NewEvent {
  return {
    eventId: derivedId('test', name),
    type: 'SomethingHappened',
    schemaVersion: 1,
    data,
    metadata: { actor: 'ada', correlationId: 'request-1', causationId: 'command-1' },
    occurredAt: new Date('2026-01-02T03:04:05.678Z'),
  };
}

/** What every implementation of the port must do. Each test uses streams and ids of its own. */
export function describeEventStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let store: EventStore;
    let tested: StoreUnderTest;
    beforeAll(async () => {
      tested = await open();
      store = tested.store;
    });
    afterAll(() => tested.close());

    const refusal = (code: string, field?: string) =>
      expect.objectContaining({ name: 'Rejection', code, ...(field ? { field } : {}) });

    /** Ticks until nothing is left, then answers what the log has gained after a sequence number. */
    async function logAfter(sequence: number, categories?: string[]) {
      while ((await store.tick()) > 0);
      return store.readLog(sequence, 10_000, categories);
    }

    describe('appending', () => {
      it('gives back what was appended, in version order', async () => {
        const events = ['a1', 'a2', 'a3'].map((it) => someEvent(it));
        const result = await store.append('thing-appended', 0, events);
        expect(result).toEqual({ outcome: 'appended', version: 3 });
        expect(await store.readStream('thing-appended')).toEqual(
          events.map((event, index) => ({
            ...event,
            streamId: 'thing-appended',
            version: index + 1,
            recordedAt: expect.any(Date),
          })),
        );
      });

      it('continues a stream at its exact version, and at any', async () => {
        await store.append('thing-continued', 0, [someEvent('b1')]);
        expect(await store.append('thing-continued', 1, [someEvent('b2')])).toEqual({
          outcome: 'appended',
          version: 2,
        });
        expect(await store.append('thing-continued', 'any', [someEvent('b3')])).toEqual({
          outcome: 'appended',
          version: 3,
        });
        expect(await store.append('thing-begun-by-any', 'any', [someEvent('b4')])).toEqual({
          outcome: 'appended',
          version: 1,
        });
      });

      it('answers a conflict with the version that the stream has, and writes nothing', async () => {
        await store.append('thing-contended', 0, [someEvent('c1'), someEvent('c2')]);
        for (const expected of [0, 1, 3]) {
          const result = await store.append('thing-contended', expected, [someEvent(`c-late-${expected}`)]);
          expect(result).toEqual({ outcome: 'conflict', version: 2 });
        }
        const onNothing = await store.append('thing-that-is-not', 1, [someEvent('c-nothing')]);
        expect(onNothing).toEqual({ outcome: 'conflict', version: 0 });
        expect(await store.readStream('thing-contended')).toHaveLength(2);
        expect(await store.readStream('thing-that-is-not')).toEqual([]);
      });

      it('answers events that it has with the version that they reached the first time', async () => {
        const events = [someEvent('d1'), someEvent('d2')];
        await store.append('thing-repeated', 0, events);
        await store.append('thing-repeated', 2, [someEvent('d3')]);
        for (const expected of [0, 1, 2, 3, 'any'] as const) {
          expect(await store.append('thing-repeated', expected, events)).toEqual({
            outcome: 'duplicate',
            version: 2,
          });
        }
        expect(await store.readStream('thing-repeated')).toHaveLength(3);
      });

      it('lets one of many simultaneous appends win, and tells the others', async () => {
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            store.append('thing-raced-for', 0, [someEvent(`e${index}`)]),
          ),
        );
        expect(results.filter((it) => it.outcome === 'appended')).toHaveLength(1);
        expect(results.filter((it) => it.outcome === 'conflict').map((it) => it.version)).toEqual(
          Array(7).fill(1),
        );
      });

      it('takes in a command that is sent many times at once a single time', async () => {
        for (const expected of [0, 'any'] as const) {
          const stream = `thing-sent-often-${expected}`;
          const events = [someEvent(`f1-${expected}`), someEvent(`f2-${expected}`)];
          const results = await Promise.all(
            Array.from({ length: 8 }, () => store.append(stream, expected, events)),
          );
          expect(results.map((it) => it.outcome).sort()).toEqual([
            'appended',
            ...Array<string>(7).fill('duplicate'),
          ]);
          expect(results.map((it) => it.version)).toEqual(Array(8).fill(2));
          expect(await store.readStream(stream)).toHaveLength(2);
        }
      });

      it('lets simultaneous appends at any version all win, without gaps', async () => {
        await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            store.append('thing-of-many', 'any', [someEvent(`g${index}`)]),
          ),
        );
        const versions = (await store.readStream('thing-of-many')).map((it) => it.version);
        expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      });

      it('takes 1,000 events in one call', async () => {
        const events = Array.from({ length: 1_000 }, (_, index) => someEvent(`h${index}`, { index }));
        expect(await store.append('thing-imported', 0, events)).toEqual({
          outcome: 'appended',
          version: 1_000,
        });
        const stored = await store.readStream('thing-imported');
        expect(stored.map((it) => it.data)).toEqual(events.map((it) => it.data));
      });

      it('refuses ids that are stored with other events, or twice in one call', async () => {
        await store.append('thing-with-ids', 0, [someEvent('i1')]);
        const reused = refusal('EVENT_ID_REUSED');
        await expect(store.append('thing-elsewhere', 0, [someEvent('i1')])).rejects.toEqual(reused);
        await expect(store.append('thing-with-ids', 1, [someEvent('i1'), someEvent('i2')])).rejects.toEqual(
          reused,
        );
        await expect(store.append('thing-with-ids', 1, [someEvent('i3'), someEvent('i3')])).rejects.toEqual(
          reused,
        );
        expect(await store.readStream('thing-with-ids')).toHaveLength(1);
        expect(await store.readStream('thing-elsewhere')).toEqual([]);
      });

      it('refuses, before writing, what it could not give back', async () => {
        const refused: [JsonObject, string][] = [
          [{ text: 'a\0b' }, 'events[0].data.text'],
          [{ 'a\0b': 1 }, 'events[0].data'],
          [{ list: ['fine', '\ud800'] }, 'events[0].data.list[1]'],
          [{ number: Number.NaN }, 'events[0].data.number'],
          [{ date: new Date(0) as never }, 'events[0].data.date'],
        ];
        for (const [data, field] of refused) {
          const attempt = store.append('thing-refused', 0, [someEvent('j1', data)]);
          await expect(attempt).rejects.toEqual(refusal('EVENT_NOT_STORABLE', field));
        }
        expect(await store.readStream('thing-refused')).toEqual([]);
      });

      it('leaves out what is undefined, as JSON does', async () => {
        const data = {
          kept: null,
          dropped: undefined,
          list: [{ dropped: undefined }],
        } as unknown as JsonObject;
        await store.append('thing-sparse', 0, [someEvent('q1', data)]);
        const [stored] = await store.readStream('thing-sparse');
        expect(JSON.stringify(stored!.data)).not.toContain('dropped');
        expect(stored!.data).toEqual({ kept: null, list: [{}] });
      });

      it('refuses data that is nested without end', async () => {
        let data: JsonObject = {};
        for (let level = 0; level < 10_000; level += 1) data = { data };
        const attempt = store.append('thing-deep', 0, [someEvent('r1', data)]);
        await expect(attempt).rejects.toEqual(refusal('EVENT_NOT_STORABLE'));
      });

      it('refuses stream ids that are none', async () => {
        const bad = [
          '',
          'thing',
          'thing-',
          '-x',
          'Thing-x',
          'a b-c',
          'thing-a b',
          'thing-\0',
          `thing-${'x'.repeat(300)}`,
        ];
        for (const streamId of bad) {
          const attempt = store.append(streamId, 0, [someEvent('k1')]);
          await expect(attempt).rejects.toEqual(refusal('STREAM_ID_INVALID', 'streamId'));
        }
        const longest = `thing-${'x'.repeat(244)}`;
        expect((await store.append(longest, 0, [someEvent('k2')])).outcome).toBe('appended');
        expect(await store.readStream(longest)).toHaveLength(1);
      });

      it('refuses an empty append and an expected version that is none', async () => {
        await expect(store.append('thing-x', 0, [])).rejects.toEqual(refusal('NOTHING_TO_APPEND'));
        for (const expected of [-1, 1.5, Number.NaN]) {
          const attempt = store.append('thing-x', expected, [someEvent('l1')]);
          await expect(attempt).rejects.toEqual(refusal('EXPECTED_VERSION_INVALID', 'expected'));
        }
      });
    });

    describe('reading several streams', () => {
      it('answers each with its own events in version order, and an unknown one with none', async () => {
        await store.append('thing-one-of-two', 0, [someEvent('s1'), someEvent('s2')]);
        await store.append('thing-two-of-two', 0, [someEvent('s3')]);
        const ids = ['thing-two-of-two', 'thing-one-of-two', 'thing-none-of-two', 'thing-one-of-two'];
        const streams = await store.readStreams(ids);
        expect([...streams.keys()]).toEqual([...new Set(ids)]);
        for (const [id, events] of streams) expect(events).toEqual(await store.readStream(id));
        expect(await store.readStreams([])).toEqual(new Map());
      });
    });

    describe('reading a stream', () => {
      it('answers an unknown stream with no events', async () => {
        expect(await store.readStream('thing-unknown')).toEqual([]);
      });

      it('leaves out what was recorded later than asked for', async () => {
        await store.append('thing-over-time', 0, [someEvent('m1')]);
        const [first] = await store.readStream('thing-over-time');
        await store.append('thing-over-time', 1, [someEvent('m2')]);
        const second = (await store.readStream('thing-over-time'))[1]!;
        const versionsAt = async (recordedUpTo: Date) =>
          (await store.readStream('thing-over-time', { recordedUpTo })).map((it) => it.version);
        expect(second.recordedAt.getTime()).toBeGreaterThanOrEqual(first!.recordedAt.getTime());
        expect(await versionsAt(second.recordedAt)).toEqual([1, 2]);
        expect(await versionsAt(new Date(first!.recordedAt.getTime() - 1))).toEqual([]);
        expect((await versionsAt(first!.recordedAt))[0]).toBe(1);
      });
    });

    describe('the log', () => {
      it('has an event after a tick, and each one once', async () => {
        while ((await store.tick()) > 0);
        const before = await store.lastSequence();
        await store.append('logged-a', 0, [someEvent('n1'), someEvent('n2')]);
        await store.append('logged-b', 0, [someEvent('n3')]);
        expect(await store.readLog(before, 10)).toEqual([]);
        expect(await store.tick()).toBe(3);
        expect(await store.tick()).toBe(0);
        expect(await store.lastSequence()).toBe(before + 3);
        const logged = await store.readLog(before, 10);
        expect(logged.map((it) => it.sequence)).toEqual([before + 1, before + 2, before + 3]);
        expect(logged.map((it) => `${it.streamId}@${it.version}`).sort()).toEqual([
          'logged-a@1',
          'logged-a@2',
          'logged-b@1',
        ]);
        const [streamEvent] = await store.readStream('logged-b');
        expect(logged.find((it) => it.streamId === 'logged-b')).toEqual({
          ...streamEvent,
          sequence: expect.any(Number),
        });
      });

      it('keeps the order of versions within a stream', async () => {
        const before = (await logAfter(0)).length;
        for (let version = 0; version < 5; version += 1) {
          await store.append('ordered-a', version, [someEvent(`o${version}`)]);
          if (version % 2 === 0) await store.tick();
        }
        const versions = (await logAfter(before)).map((it) => it.version);
        expect(versions).toEqual([1, 2, 3, 4, 5]);
      });

      it('is read in parts, and by categories', async () => {
        const before = (await logAfter(0)).length;
        await store.append('red-1', 0, [someEvent('p1')]);
        await store.append('green-1', 0, [someEvent('p2')]);
        await store.append('red-2', 0, [someEvent('p3')]);
        const all = await logAfter(before);
        expect(all).toHaveLength(3);
        const [first, second] = [await store.readLog(before, 2), await store.readLog(before + 2, 2)];
        expect([...first, ...second]).toEqual(all);
        expect((await store.readLog(before, 10, ['green'])).map((it) => it.streamId)).toEqual(['green-1']);
        expect((await store.readLog(before, 1, ['red'])).map((it) => it.streamId)).toEqual(['red-1']);
        expect(await store.readLog(before, 10, ['red', 'green'])).toEqual(all);
        expect(await store.readLog(before, 10, ['blue'])).toEqual([]);
        expect(await store.readLog(before, 10, undefined, [all[0]!.type])).toEqual(
          all.filter((it) => it.type === all[0]!.type),
        );
        expect(await store.readLog(before, 10, ['red'], ['NeverHappened'])).toEqual([]);
        expect(await store.readLog(before + 3, 10)).toEqual([]);
      });
    });
  });
}
