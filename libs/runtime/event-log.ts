import type { Page, PageRequest } from '../database/index.js';
import { loadAll, upcast, type EventStore } from '../event-store/index.js';
import {
  readEvents,
  readLogPage,
  readStreamPages,
  type EventFilter,
  type EventParts,
  type ListedEvent,
} from '../event-store/postgres/index.js';
import { incidentAggregate } from '../incident/index.js';
import { reportAggregate } from '../report/index.js';
import { incidentHistory, reportHistory } from './history.js';
import { codecs } from './projections.js';

type Pool = Parameters<typeof readEvents>[0];

/** What happened, for those who want to see it: each event in the latest shape of its type. */
export interface EventLog {
  /** A page of the events of each of some streams, one statement for all; whole ones unless said. */
  ofStreams(
    streamIds: readonly string[],
    page: PageRequest<'version'>,
    parts?: EventParts,
  ): Promise<Map<string, Page<ListedEvent>>>;
  /** A page of all events, in the order of the log. */
  page(page: PageRequest<'sequence'>, filter?: EventFilter): Promise<Page<ListedEvent>>;
  /** Events by their ids, which are UUIDs. */
  find(eventIds: readonly string[]): Promise<Map<string, ListedEvent>>;
  /** Of each stream, the fields that every one of its events changed, oldest first. */
  changedFields(streamIds: readonly string[]): Promise<Map<string, readonly string[][]>>;
}

export function openEventLog(pool: Pool, store: EventStore): EventLog {
  return {
    async ofStreams(streamIds, page, parts) {
      const pages = await readStreamPages(pool, streamIds, page, parts);
      if (parts?.data === false) return pages;
      return new Map([...pages].map(([id, found]) => [id, lifted(found)]));
    },
    page: async (page, filter) => lifted(await readLogPage(pool, page, filter)),
    async find(eventIds) {
      const found = await readEvents(pool, eventIds);
      return new Map([...found].map(([id, event]) => [id, lift(event)]));
    },
    async changedFields(streamIds) {
      const [incidents, reports] = await Promise.all([
        loadAll(store, incidentAggregate, ofCategory('incident', streamIds)),
        loadAll(store, reportAggregate, ofCategory('report', streamIds)),
      ]);
      const changes = new Map<string, readonly string[][]>();
      for (const [id, { events }] of incidents)
        changes.set(
          id,
          incidentHistory(events).map((it) => it.changedFields),
        );
      for (const [id, { events }] of reports)
        changes.set(
          id,
          reportHistory(events).map((it) => it.changedFields),
        );
      return changes;
    },
  };
}

const ofCategory = (category: string, streamIds: readonly string[]) =>
  streamIds.filter((id) => id.startsWith(`${category}-`));

const lift = (event: ListedEvent): ListedEvent => {
  const codec = codecs[event.streamId.slice(0, event.streamId.indexOf('-'))];
  return codec ? upcast(codec, event) : event;
};

const lifted = (page: Page<ListedEvent>): Page<ListedEvent> => ({
  ...page,
  entries: page.entries.map(({ place, entry }) => ({ place, entry: lift(entry) })),
});
