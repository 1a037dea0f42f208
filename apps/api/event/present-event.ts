import { reasonOf, type ListedEvent } from '../../../libs/runtime/index.js';
import { nodeId } from '../relay/node.js';
import type { Event } from './event.types.js';

/** An event as GraphQL shows it, with the stream that it is of. */
export function presentEvent({ eventId, metadata, ...event }: ListedEvent): PresentedEvent {
  const { streamId, type, sequence, version, occurredAt, recordedAt, data } = event;
  return {
    __typename: 'Event',
    id: nodeId('event', eventId),
    streamId,
    type,
    sequence,
    version,
    reason: reasonOf(data),
    occurredAt,
    recordedAt,
    data,
    ...metadata,
  };
}

export type PresentedEvent = Event & { readonly __typename: 'Event'; readonly streamId: string };
