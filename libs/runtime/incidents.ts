import { execute, load, type EventStore, type Loaded } from '../event-store/index.js';
import {
  existing,
  incidentAggregate,
  incidentStream,
  publish,
  retire,
  revise,
  slugSchema,
  submit,
  supersede,
  validateIncident,
  type Incident,
  type IncidentEvent,
  type IncidentRecord,
  type IncidentStatus,
} from '../incident/index.js';
import type { Clock, Ids } from '../kernel/index.js';
import { commandContext, type Caller } from './caller.js';
import { readHistory, type HistoryEntry } from './history.js';

/** An incident as it stands after its newest event, or as of a time. */
export interface IncidentSnapshot {
  readonly slug: string;
  readonly status: IncidentStatus;
  readonly record: IncidentRecord;
  readonly supersededBy: string | null;
  readonly version: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}

/** What can be done with incidents. Changes return the incident after them and throw a Rejection where refused. */
export interface Incidents {
  find(slug: string, asOf?: Date): Promise<IncidentSnapshot | null>;
  /** As `find`, but throws INCIDENT_NOT_FOUND. */
  get(slug: string): Promise<IncidentSnapshot>;
  /** Every incident in the order of its submission, from the log itself and so without delay. */
  all(): Promise<IncidentSnapshot[]>;
  history(slug: string): Promise<HistoryEntry[]>;
  submit(input: unknown, reason: string | undefined, caller: Caller): Promise<IncidentSnapshot>;
  revise(input: unknown, reason: string | undefined, caller: Caller): Promise<IncidentSnapshot>;
  publish(slug: string, reason: string | undefined, caller: Caller): Promise<IncidentSnapshot>;
  supersede(slug: string, by: string, reason: string, caller: Caller): Promise<IncidentSnapshot>;
  retire(slug: string, reason: string, caller: Caller): Promise<IncidentSnapshot>;
}

const BATCH_EVENTS = 1_000;

interface Dependencies {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called after each change, so that followers need not wait for their next look. */
  readonly changed: () => void;
}

export function openIncidents({ store, clock, ids, changed }: Dependencies): Incidents {
  const find = async (slug: string, asOf?: Date) => {
    if (!slugSchema.safeParse(slug).success) return null;
    return snapshot(
      await load(store, incidentAggregate, incidentStream(slug), asOf ? { recordedUpTo: asOf } : {}),
    );
  };
  const change = async (slug: string, decide: (incident: Incident) => IncidentEvent[], caller: Caller) => {
    // A slug that cannot exist gets the same answer as one that does not.
    if (!slugSchema.safeParse(slug).success) notFound(slug);
    const context = commandContext(caller, { clock, ids });
    await execute(store, incidentAggregate, incidentStream(slug), decide, context);
    changed();
    return get(slug);
  };
  const get = async (slug: string) => (await find(slug)) ?? notFound(slug);
  return {
    find,
    get,
    async all() {
      await store.tick();
      const slugs = new Set<string>();
      for (let after = 0; ;) {
        const events = await store.readLog(after, BATCH_EVENTS, ['incident']);
        for (const { streamId } of events) slugs.add(streamId.slice('incident-'.length));
        const last = events.at(-1);
        if (!last || events.length < BATCH_EVENTS) break;
        after = last.sequence;
      }
      return Promise.all([...slugs].map(get));
    },
    history: (slug) =>
      readHistory(store, incidentAggregate, incidentStream(slug), (incident) => ({
        ...incident?.record,
        status: incident?.status,
      })),
    submit(input, reason, caller) {
      const record = validateIncident(input);
      return change(record.slug, (incident) => submit({ record, reason }, incident), caller);
    },
    revise(input, reason, caller) {
      const record = validateIncident(input);
      return change(record.slug, (incident) => revise({ record, reason }, incident), caller);
    },
    publish: (slug, reason, caller) =>
      change(slug, (incident) => publish({ slug, reason }, incident), caller),
    async supersede(slug, by, reason, caller) {
      await get(by);
      return change(slug, (incident) => supersede({ slug, by, reason }, incident), caller);
    },
    retire: (slug, reason, caller) => change(slug, (incident) => retire({ slug, reason }, incident), caller),
  };
}

function snapshot({ state, version, events }: Loaded<Incident, IncidentEvent>): IncidentSnapshot | null {
  const [first, last] = [events.at(0), events.at(-1)];
  if (!state || !first || !last) return null;
  return {
    slug: state.record.slug,
    status: state.status,
    record: state.record,
    supersededBy: state.supersededBy ?? null,
    version,
    submittedAt: first.recordedAt,
    updatedAt: last.recordedAt,
  };
}

const notFound = (slug: string): never => existing(undefined, slug.slice(0, 100)) as never;
