import {
  createLogTail,
  ERASED,
  fold,
  upcast,
  type EventStore,
  type FollowOptions,
  type LoggedEvent,
  type Notice,
} from '../event-store/index.js';
import { isUncategorised, reportAggregate, type ReportEvent } from '../report/index.js';

/** What is told of an event while it is new. */
export interface Change {
  readonly kind: 'incident' | 'report';
  /** The slug of the incident, or the id of the report. */
  readonly id: string;
  /** Type of the event, such as `IncidentPublished`. */
  readonly type: string;
  readonly actor: string;
  readonly recordedAt: Date;
  /** What the event did to the queue of uncategorised reports; absent: nothing. */
  readonly queue?: 'entered' | 'left';
}

/** What happens, as it happens, in whichever process. */
export interface Live {
  /**
   * The changes that are wanted, in the order of the log, each once. Nothing piles up for a slow reader: it gets the
   * next one when it asks for it. Throws SEQUENCE_UNKNOWN.
   */
  changes(options: FollowOptions<Change>): Promise<AsyncIterableIterator<Notice<Change>, undefined>>;
  close(): void;
}

interface Dependencies {
  readonly store: EventStore;
  /** Calls back whenever the log may have grown, in any process; returns its undoing. */
  readonly onLogGrowth: (callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** So often the log is looked at even if nothing told of its growth. */
const LOOK_MS = 2_000;

export function openLive({ store, onLogGrowth, onError }: Dependencies): Live {
  const tail = createLogTail<Change>(store, {
    categories: ['incident', 'report'],
    tell: (event) => changeOf(store, event),
    onError,
  });
  let stopListening: (() => void) | undefined;
  const listen = () => {
    const stop = onLogGrowth(() => tail.grown());
    const looking = setInterval(() => tail.grown(), LOOK_MS).unref();
    return () => {
      clearInterval(looking);
      stop();
    };
  };
  return {
    changes(options) {
      stopListening ??= listen();
      return tail.follow(options);
    },
    close() {
      stopListening?.();
      tail.close();
    },
  };
}

async function changeOf(store: EventStore, event: LoggedEvent): Promise<Change | undefined> {
  const { streamId, type, metadata, recordedAt } = event;
  if (type === ERASED) return undefined;
  const kind = streamId.startsWith('incident-') ? 'incident' : 'report';
  const id = streamId.slice(kind.length + 1);
  const queue = kind === 'report' ? await queueChange(store, event) : undefined;
  return { kind, id, type, actor: metadata.actor, recordedAt, ...(queue ? { queue } : {}) };
}

/** Compares the report before and after the event. */
async function queueChange(store: EventStore, { type, streamId, version }: LoggedEvent) {
  if (type === 'SymptomReportFiled') return undefined;
  const stored = await store.readStream(streamId);
  if (stored.some((event) => event.type === ERASED)) return undefined;
  const events = stored.map((event) => upcast(reportAggregate.codec, event) as unknown as ReportEvent);
  const isQueuedAt = (at: number) => isUncategorised(fold(reportAggregate, events.slice(0, at)));
  const [before, after] = [isQueuedAt(version - 1), isQueuedAt(version)];
  if (before === after) return undefined;
  return after ? 'entered' : 'left';
}
