import type { Clock } from '../kernel/index.js';
import type { EventStore, LoggedEvent, StoredEvent } from './event-store.js';
import { reused } from './rejections.js';
import { assertStorable } from './storable.js';
import { categoryOf } from './stream-id.js';

/** The event store without a database, for tests and single commands: everything is gone with the object. */
export function createInMemoryEventStore(clock: Clock): EventStore {
  const streams = new Map<string, StoredEvent[]>();
  const stored = new Map<string, StoredEvent>();
  const unlogged: StoredEvent[] = [];
  const log: LoggedEvent[] = [];

  return {
    append: async (streamId, expected, events) => {
      assertStorable(streamId, expected, events);
      const known = events.flatMap(({ eventId }) => stored.get(eventId) ?? []);
      if (known.length > 0) {
        if (known.length < events.length || known.some((it) => it.streamId !== streamId))
          throw reused(streamId);
        return { outcome: 'duplicate', version: Math.max(...known.map((it) => it.version)) };
      }
      const stream = streams.get(streamId) ?? [];
      if (expected !== 'any' && expected !== stream.length)
        return { outcome: 'conflict', version: stream.length };

      const recordedAt = new Date(Math.max(clock.now().getTime(), stream.at(-1)?.recordedAt.getTime() ?? 0));
      for (const event of events) {
        const copy = deepFreeze(
          JSON.parse(JSON.stringify({ data: event.data, metadata: event.metadata })) as JsonParts,
        );
        const record = { ...event, ...copy, streamId, version: stream.length + 1, recordedAt };
        stream.push(record);
        stored.set(event.eventId, record);
        unlogged.push(record);
      }
      streams.set(streamId, stream);
      return { outcome: 'appended', version: stream.length };
    },

    readStream: async (streamId, { recordedUpTo } = {}) =>
      (streams.get(streamId) ?? []).filter((it) => !recordedUpTo || it.recordedAt <= recordedUpTo),

    readStreams: async (streamIds) => new Map(streamIds.map((id) => [id, [...(streams.get(id) ?? [])]])),

    readLog: async (after, limit, categories, types) => {
      const found: LoggedEvent[] = [];
      for (let index = after; index < log.length && found.length < limit; index += 1) {
        const event = log[index]!;
        if (categories && !categories.includes(categoryOf(event.streamId))) continue;
        if (!types || types.includes(event.type)) found.push(event);
      }
      return found;
    },

    lastSequence: async () => log.length,

    tick: async () => {
      const added = unlogged.splice(0);
      for (const event of added) log.push({ ...event, sequence: log.length + 1 });
      return added.length;
    },
  };
}

type JsonParts = Pick<StoredEvent, 'data' | 'metadata'>;

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
