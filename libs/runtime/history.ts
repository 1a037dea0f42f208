import { isDeepStrictEqual } from 'node:util';
import { load, type Aggregate, type DomainEvent, type EventStore } from '../event-store/index.js';

/** One change of a record: an event of its stream. */
export interface HistoryEntry {
  readonly version: number;
  readonly type: string;
  readonly actor: string;
  readonly reason: string | null;
  /** Fields that differ from the version before. */
  readonly changedFields: string[];
  readonly recordedAt: Date;
  readonly correlationId: string;
}

/** The changes of a stream, oldest first; `fields` names what a state is compared by. */
export async function readHistory<State, Event extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Event>,
  streamId: string,
  fields: (state: State) => Readonly<Record<string, unknown>>,
): Promise<HistoryEntry[]> {
  const { events } = await load(store, aggregate, streamId);
  let state = aggregate.initial;
  return events.map((event) => {
    const before = fields(state);
    state = aggregate.evolve(state, event);
    const after = fields(state);
    return {
      version: event.version,
      type: event.type,
      actor: event.metadata.actor,
      reason: 'reason' in event.data && typeof event.data.reason === 'string' ? event.data.reason : null,
      changedFields: [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) => !isDeepStrictEqual(before[field], after[field]),
      ),
      recordedAt: event.recordedAt,
      correlationId: event.metadata.correlationId,
    };
  });
}
