import type { JsonObject } from '../kernel/index.js';

/** The port of the event log: what every implementation offers, and what `conformance.ts` proves of each. */
export interface EventStore {
  /**
   * Appends events to one stream, all or none. A conflict is a value, never an exception.
   * Event ids make it idempotent: events that are already stored are answered with `duplicate` and the version
   * that they reached the first time.
   */
  append(streamId: string, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult>;

  /** The events of one stream in version order; with `recordedUpTo`, only those known at that time (included). */
  readStream(streamId: string, options?: { recordedUpTo?: Date }): Promise<StoredEvent[]>;

  /** The events of several streams, each in version order; those that do not exist have none. */
  readStreams(streamIds: readonly string[]): Promise<Map<string, StoredEvent[]>>;

  /** Logged events after a sequence number, in the order of the log, optionally of some categories and types only. */
  readLog(
    after: number,
    limit: number,
    categories?: readonly string[],
    types?: readonly string[],
  ): Promise<LoggedEvent[]>;

  /** The newest sequence number of the log; 0 when it is empty. */
  lastSequence(): Promise<number>;

  /**
   * Runs the sequencer once: gives sequence numbers to the events that have become visible, and returns how many.
   * Any process may call it at any time; while another one is at it, it returns 0.
   */
  tick(): Promise<number>;
}

/** 0: the stream must not exist yet; n: it must be at version n; `any`: whatever it is at. */
export type ExpectedVersion = number | 'any';

export type AppendResult =
  | { readonly outcome: 'appended' | 'duplicate'; readonly version: number }
  | { readonly outcome: 'conflict'; readonly version: number };

/** Who caused an event, and which request and which message it goes back to. */
export interface EventMetadata {
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
}

export interface NewEvent {
  /** UUID; derived from the command's id, so that a retried command repeats it. */
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
  readonly occurredAt: Date;
}

export interface StoredEvent extends NewEvent {
  /** `category-id`, such as `incident-double-vlan`; the category ends at the first hyphen. */
  readonly streamId: string;
  /** 1 for the first event of its stream, without gaps. */
  readonly version: number;
  readonly recordedAt: Date;
}

export interface LoggedEvent extends StoredEvent {
  /** Place in the log: dense, from 1, the only order that readers know. */
  readonly sequence: number;
}
