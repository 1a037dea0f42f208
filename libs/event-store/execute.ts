import { derivedId } from '../kernel/index.js';
import { fold, load, type Aggregate, type DomainEvent, type Loaded, type Recorded } from './aggregate.js';
import { latestVersion } from './codec.js';
import type { EventMetadata, EventStore, NewEvent } from './event-store.js';
import { reject } from './rejections.js';

/** Which command it is, on whose behalf, and when. */
export interface CommandContext extends EventMetadata {
  /** Names one intention of a caller; sent again, it gets the first answer again. Used on one stream only. */
  readonly commandId: string;
  readonly now: Date;
}

export interface Executed<State, Event extends DomainEvent> {
  readonly outcome: 'appended' | 'unchanged' | 'duplicate';
  readonly state: State;
  readonly version: number;
  /** What the command made happen, now or the first time. */
  readonly events: readonly Event[];
}

export interface ExecuteOptions {
  readonly attempts?: number;
  /** The id is fresh: the stream is taken to be empty without a look. If it is not, that costs one attempt. */
  readonly isNew?: boolean;
}

/**
 * Loads the stream, decides, appends. When somebody else was faster it loads and decides again, up to `attempts` times
 * in all, and then gives up with CONCURRENT_CHANGE. A command that was carried out before is not decided again: its
 * first result is the answer, even if the decision would be another one today.
 */
export async function execute<State, Event extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Event>,
  streamId: string,
  decide: (state: State) => readonly Event[],
  context: CommandContext,
  { attempts = 10, isNew = false }: ExecuteOptions = {},
): Promise<Executed<State, Event>> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const isGuess = isNew && attempt === 1;
    const loaded = isGuess ? nothingYet(aggregate) : await load(store, aggregate, streamId);
    const first = firstResult(aggregate, loaded, context.commandId);
    if (first) return first;

    const events = decide(loaded.state);
    if (events.length === 0) return { ...loaded, outcome: 'unchanged', events };
    const newEvents = events.map((event, index) => toNewEvent(aggregate, event, index, context));
    const { outcome, version } = await store.append(streamId, loaded.version, newEvents);
    if (outcome === 'appended') {
      const state = events.reduce((before, event) => aggregate.evolve(before, event), loaded.state);
      return { outcome, state, version, events };
    }
    // Sent twice at the same time: the next load finds the first result, which costs no attempt.
    if (outcome === 'duplicate' && !isGuess) attempt -= 1;
  }
  throw reject('CONCURRENT_CHANGE', {
    message: `${streamId} was changed by others ${attempts} times while this command was being decided.`,
    remedy: 'Send the command again.',
  });
}

const nothingYet = <State, Event extends DomainEvent>({
  initial,
}: Aggregate<State, Event>): Loaded<State, Event> => ({ state: initial, version: 0, events: [] });

function firstResult<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  { events }: Loaded<State, Event>,
  commandId: string,
): Executed<State, Event> | undefined {
  const firstId = derivedId(commandId, 0);
  const start = events.findIndex((it) => it.eventId === firstId);
  if (start === -1) return undefined;
  let end = start + 1;
  while (events[end]?.eventId === derivedId(commandId, end - start)) end += 1;
  const state = fold(aggregate, events.slice(0, end));
  return { outcome: 'duplicate', state, version: end, events: events.slice(start, end).map(withoutRecord) };
}

function withoutRecord<Event extends DomainEvent>({ type, data }: Recorded<Event>): Event {
  return { type, data } as unknown as Event;
}

function toNewEvent<State, Event extends DomainEvent>(
  { codec }: Aggregate<State, Event>,
  { type, data }: Event,
  index: number,
  { commandId, actor, correlationId, causationId, now }: CommandContext,
): NewEvent {
  return {
    eventId: derivedId(commandId, index),
    type,
    schemaVersion: latestVersion(codec, type),
    data: data as NewEvent['data'],
    metadata: { actor, correlationId, causationId },
    occurredAt: now,
  };
}
