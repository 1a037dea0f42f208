import { categoryOf, ERASED, upcast, type EventStore, type LoggedEvent } from '../event-store/index.js';
import {
  evolve,
  incidentCodec,
  type Incident,
  type IncidentEvent,
  type IncidentRecord,
} from '../incident/index.js';
import { createKnowledge, type Knowledge } from '../matching/index.js';
import type { History } from '../report/index.js';
import { countJudgements, JUDGEMENT_TYPES } from './judgements.js';

const BATCH_EVENTS = 1_000;
const CATEGORIES = ['incident', 'report'];
const TYPES = [...Object.keys(incidentCodec.latest), ...JUDGEMENT_TYPES, ERASED];

/** The published incidents as the matcher wants them, and what operators said of matches, kept up with the log. */
export interface KnowledgeFollower {
  /** The knowledge with every incident event that was logged before the call. */
  catchUp(): Promise<Knowledge>;
  /** How operators judged the matches with each incident, as of the last catching up. */
  readonly history: ReadonlyMap<string, History>;
  /** The records behind it. */
  records(): IncidentRecord[];
  /** What was handed in and is not published yet, as of the last catching up. */
  readonly drafts: Knowledge;
}

/** With `recordedUpTo`, the knowledge as it was at that time (included). */
export function followKnowledge(
  store: EventStore,
  { recordedUpTo }: { recordedUpTo?: Date } = {},
): KnowledgeFollower {
  const incidents = new Map<string, Incident>();
  const knowledge = createKnowledge([], 0);
  const drafts = createKnowledge([], 0);
  const judgements = countJudgements();
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  /** Up to here nothing of the log is to be looked at again; most of it is about reports. */
  let readUpTo = 0;

  const read = async () => {
    const newest = await store.lastSequence();
    while (readUpTo < newest) {
      const events = await store.readLog(readUpTo, BATCH_EVENTS, CATEGORIES, TYPES);
      const touched = new Set<string>();
      for (const event of events) {
        if (!recordedUpTo || event.recordedAt <= recordedUpTo) take(event, touched);
      }
      for (const slug of touched) index(slug);
      const last = events.at(-1)?.sequence ?? 0;
      readUpTo = events.length < BATCH_EVENTS ? Math.max(newest, last) : last;
    }
  };
  const take = (event: LoggedEvent, touched: Set<string>) => {
    if (categoryOf(event.streamId) === 'report') judgements.take(event);
    else {
      const slug = event.streamId.slice('incident-'.length);
      if (event.type === ERASED) incidents.delete(slug);
      else incidents.set(slug, evolve(incidents.get(slug), incidentEvent(event)));
      touched.add(slug);
    }
    knowledge.advanceTo(event.sequence);
  };
  /** Once for all of an incident's events in a batch: most drafts are published soon after. */
  const index = (slug: string) => {
    const incident = incidents.get(slug);
    for (const [status, indexed] of [
      ['published', knowledge],
      ['submitted', drafts],
    ] as const) {
      if (incident?.status === status) indexed.put(incident.record);
      else indexed.remove(slug);
    }
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
      return knowledge;
    },
    history: judgements.counts,
    drafts,
    records: () => [...incidents.values()].flatMap((it) => (it?.status === 'published' ? [it.record] : [])),
  };
}

const incidentEvent = (event: LoggedEvent) => upcast(incidentCodec, event) as unknown as IncidentEvent;
