import { upcast, ERASED, type EventCodec } from './codec.js';
import type { EventStore, StoredEvent } from './event-store.js';
import { erased } from './rejections.js';
import { assertStreamId } from './stream-id.js';

/** What a decision says happened: without ids, times and people, which the command's context adds. */
export interface DomainEvent {
  readonly type: string;
  /** Must be JSON; the store refuses what is not. */
  readonly data: object;
}

/** A kind of thing with a life of its own: its state is the fold of the events in its stream. */
export interface Aggregate<State, Event extends DomainEvent> {
  /** The part of its stream ids before the first hyphen. */
  readonly category: string;
  readonly initial: State;
  /** Pure; must accept every event that was ever stored, in its latest shape. */
  evolve(state: State, event: Event): State;
  readonly codec: EventCodec;
}

/** An event as it is stored, in the latest shape of its type. */
export type Recorded<Event extends DomainEvent> = Omit<StoredEvent, 'type' | 'data'> & Event;

export interface Loaded<State, Event extends DomainEvent = DomainEvent> {
  readonly state: State;
  /** 0 when the stream does not exist. */
  readonly version: number;
  readonly events: readonly Recorded<Event>[];
}

/** The state of one stream, now or as it was known at a time. An erased stream is refused with STREAM_ERASED. */
export async function load<State, Event extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Event>,
  streamId: string,
  options: { recordedUpTo?: Date } = {},
): Promise<Loaded<State, Event>> {
  assertStreamId(streamId, aggregate.category);
  const stored = await store.readStream(streamId, options);
  if (stored.at(-1)?.type === ERASED) throw erased(streamId);
  return loaded(aggregate, stored);
}

/** The states of several streams that exist; those that were erased are left out. */
export async function loadAll<State, Event extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Event>,
  streamIds: readonly string[],
): Promise<Map<string, Loaded<State, Event>>> {
  for (const id of streamIds) assertStreamId(id, aggregate.category);
  const found = new Map<string, Loaded<State, Event>>();
  for (const [id, stored] of await store.readStreams(streamIds)) {
    if (stored.length > 0 && stored.at(-1)!.type !== ERASED) found.set(id, loaded(aggregate, stored));
  }
  return found;
}

function loaded<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  stored: readonly StoredEvent[],
): Loaded<State, Event> {
  const events = stored.map((event) => upcast(aggregate.codec, event) as unknown as Recorded<Event>);
  return { state: fold(aggregate, events), version: events.length, events };
}

export function fold<State, Event extends DomainEvent>(
  { initial, evolve }: Pick<Aggregate<State, Event>, 'initial' | 'evolve'>,
  events: readonly Event[],
): State {
  return events.reduce((state, event) => evolve(state, event), initial);
}
