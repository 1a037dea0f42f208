export { listDeadLetters, retryDeadLetters, type DeadLetter } from './dead-letters.js';
export { eraseStream } from './erase.js';
export { createFollower, type FollowerOptions } from './follower.js';
export { logIdentity } from './log-identity.js';
export { createLogListener, type LogListener, type LogListenerOptions } from './log-listener.js';
export type { Loop } from './loop.js';
export {
  projectionStatus,
  waitForEvent,
  waitForSequence,
  type ProjectionStatus,
} from './projection-status.js';
export { catchUp, createProjector, type ProjectorOptions } from './projector.js';
export { rebuildProjection, rollBackProjection, type RebuildOptions, type RebuildResult } from './rebuild.js';
export { createSequencer, type SequencerOptions } from './sequencer.js';
export { createPostgresEventStore } from './store.js';
export {
  logOrders,
  readEvents,
  readLogPage,
  readStreamPages,
  streamOrders,
  type EventFilter,
  type EventParts,
  type ListedEvent,
} from './event-list.js';
