import { setImmediate as immediate } from 'node:timers/promises';
import { ERASED, type EventStore } from '../event-store/index.js';
import type { IncidentRecord } from '../incident/index.js';
import type { Experience, Knowledge } from '../matching/index.js';
import { Known, KNOWN_BY } from './known.js';
import type { IndexSnapshot } from './snapshot/snapshot.js';

const BATCH_EVENTS = 1_000;
/** So many reports are read in a row; then the process does what else there is. */
const HEARD_AT_ONCE = 20;

/** The published incidents as the matcher wants them, and what operators reported and said, kept up with the log. */
export interface KnowledgeFollower {
  /** The knowledge with every incident event that was logged before the call. */
  catchUp(): Promise<Knowledge>;
  /** What the matcher can learn from operators, as of the last catching up. */
  readonly experience: Required<Experience>;
  /** The same without what was said of one report's own matches. */
  experienceFor(reportId: string): Required<Experience>;
  /** The records behind it. */
  records(): IncidentRecord[];
  /** What was handed in and is not published yet, as of the last catching up. */
  readonly drafts: Knowledge;
  /** Leaves the snapshot, if there is one, as the next process should find it. */
  close(): Promise<void>;
}

interface Options {
  /** The knowledge as it was at that time (included). */
  readonly recordedUpTo?: Date;
  /** From what a process before this one has left, and for the next one. */
  readonly snapshot?: IndexSnapshot | undefined;
}

/** Reads the log when it is asked what is known, as far as it has not been read yet. */
export function followKnowledge(
  store: EventStore,
  { recordedUpTo, snapshot }: Options = {},
): KnowledgeFollower {
  let known = new Known();
  let begun: Promise<void> | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const begin = async () => {
    known = (await snapshot?.restore()) ?? known;
  };
  const read = async () => {
    await (begun ??= begin());
    const newest = await store.lastSequence();
    while (known.readUpTo < newest) {
      const { categories, types } = KNOWN_BY;
      const events = await store.readLog(known.readUpTo, BATCH_EVENTS, categories, types);
      const last = events.at(-1)?.sequence ?? 0;
      const upTo = events.length < BATCH_EVENTS ? Math.max(newest, last) : last;
      known.take(recordedUpTo ? events.filter((it) => it.recordedAt <= recordedUpTo) : events, upTo);
      if (events.some((it) => it.type === ERASED)) await snapshot?.discard();
    }
    while (!known.experience.heard.settle(HEARD_AT_ONCE)) await immediate();
    snapshot?.keep(known);
  };
  /** A read that began before this call may have missed an event, so one that begins after it is waited for. */
  const readAfterNow = (): Promise<void> => {
    if (!running) {
      running = read().finally(() => (running = undefined));
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return readAfterNow();
      });
    return next;
  };
  return {
    async catchUp() {
      await readAfterNow();
      return known.published;
    },
    get experience() {
      return known.experience;
    },
    experienceFor: (reportId) => known.experienceFor(reportId),
    get drafts() {
      return known.drafts;
    },
    records: () => known.records(),
    async close() {
      await (next ?? running)?.catch(() => undefined);
      await snapshot?.close(known);
    },
  };
}
