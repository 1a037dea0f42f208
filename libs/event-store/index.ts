export {
  fold,
  load,
  loadAll,
  type Aggregate,
  type DomainEvent,
  type Loaded,
  type Recorded,
} from './aggregate.js';
export { upcast, ERASED, type EventCodec, type Upcasters } from './codec.js';
export type {
  AppendResult,
  EventMetadata,
  EventStore,
  ExpectedVersion,
  LoggedEvent,
  NewEvent,
  StoredEvent,
} from './event-store.js';
export { execute, type CommandContext, type Executed } from './execute.js';
export { frozenSampleFaults, type AcceptSample } from './frozen-samples.js';
export { createInMemoryEventStore } from './in-memory.js';
export {
  createLogTail,
  type FollowOptions,
  type LogTail,
  type LogTailOptions,
  type Notice,
} from './log-tail.js';
export { project, upcastLogged, type Codecs, type Projection } from './projection.js';
export { eventStoreRejectionCodes } from './rejections.js';
export { assertStreamId, categoryOf } from './stream-id.js';
