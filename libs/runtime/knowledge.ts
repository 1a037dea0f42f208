import { upcast, type EventStore, type LoggedEvent } from '../event-store/index.js';
import { evolve, incidentCodec, type Incident, type IncidentEvent } from '../incident/index.js';
import { createKnowledge, type Knowledge } from '../matching/index.js';

const BATCH_EVENTS = 1_000;

/** The published incidents as the matcher wants them, kept up with the log. */
export interface KnowledgeFollower {
  /** The knowledge with every incident event that was logged before the call. */
  catchUp(): Promise<Knowledge>;
}

export function followKnowledge(store: EventStore): KnowledgeFollower {
  const incidents = new Map<string, Incident>();
  const knowledge = createKnowledge([], 0);
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const read = async () => {
    for (;;) {
      const events = await store.readLog(knowledge.version, BATCH_EVENTS, ['incident']);
      for (const event of events) take(event);
      if (events.length < BATCH_EVENTS) return;
    }
  };
  const take = (event: LoggedEvent) => {
    const slug = event.streamId.slice('incident-'.length);
    const incident = evolve(incidents.get(slug), upcast(incidentCodec, event) as unknown as IncidentEvent);
    incidents.set(slug, incident);
    if (incident?.status === 'published') knowledge.put(incident.record);
    else knowledge.remove(slug);
    knowledge.advanceTo(event.sequence);
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
  };
}
