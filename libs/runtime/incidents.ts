import { execute, fold, load, loadAll, type EventStore, type Loaded } from '../event-store/index.js';
import {
  claimOf,
  evolve,
  existing,
  incidentAggregate,
  incidentStream,
  publish,
  recordVerification,
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
  type Verification,
} from '../incident/index.js';
import type { Clock, Ids } from '../kernel/index.js';
import { requireAdmission, type AdmissionFinding } from '../matching/index.js';
import type { Admit } from './admission.js';
import { commandContext, type Caller } from './caller.js';
import { incidentHistory, type HistoryEntry } from './history.js';

/** An incident as it stands after its newest event, or as of a time. */
export interface IncidentSnapshot {
  readonly slug: string;
  readonly status: IncidentStatus;
  readonly record: IncidentRecord;
  readonly supersededBy: string | null;
  /** Digest of what the record claims. */
  readonly claim: string;
  /** The newest proof, good or bad, and when it was recorded. */
  readonly verification: Verification | null;
  readonly verifiedAt: Date | null;
  readonly version: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}

/** What can be done with incidents. Changes return the incident after them and throw a Rejection where refused. */
export interface Incidents {
  find(slug: string, asOf?: Date): Promise<IncidentSnapshot | null>;
  /** The incident as it was at a version of it, with which it must exist. */
  at(slug: string, version: number): Promise<IncidentSnapshot>;
  /** As `find` without a time, for many by one statement; those that do not exist are left out. */
  findAll(slugs: readonly string[]): Promise<Map<string, IncidentSnapshot>>;
  /** As `find`, but throws INCIDENT_NOT_FOUND. */
  get(slug: string): Promise<IncidentSnapshot>;
  /** Every incident in the order of its submission, from the log itself and so without delay. */
  all(): Promise<IncidentSnapshot[]>;
  history(slug: string): Promise<HistoryEntry[]>;
  /** What the gate has to say of a valid record now. */
  examine(record: IncidentRecord, distinctFrom: readonly string[]): Promise<AdmissionFinding[]>;
  submit(input: unknown, options: SubmissionOptions, caller: Caller): Promise<AdmittedIncident>;
  revise(input: unknown, options: SubmissionOptions, caller: Caller): Promise<AdmittedIncident>;
  publish(slug: string, options: SubmissionOptions, caller: Caller): Promise<AdmittedIncident>;
  supersede(slug: string, by: string, reason: string, caller: Caller): Promise<IncidentSnapshot>;
  retire(slug: string, reason: string, caller: Caller): Promise<IncidentSnapshot>;
  recordVerification(slug: string, verification: Verification, caller: Caller): Promise<IncidentSnapshot>;
}

/** Why a record is handed in or published, and which incidents that it looks like it is not. */
export interface SubmissionOptions {
  readonly reason?: string | undefined;
  readonly distinctFrom?: readonly string[] | undefined;
}

/** An incident with what its submitter should know of it. */
export interface AdmittedIncident extends IncidentSnapshot {
  readonly findings: readonly AdmissionFinding[];
}

const BATCH_EVENTS = 1_000;

interface Dependencies {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The gate that records pass. */
  readonly admission: () => Promise<Admit>;
  /** Called after each change, so that followers need not wait for their next look. */
  readonly changed: () => void;
}

export function openIncidents({ store, clock, ids, admission, changed }: Dependencies): Incidents {
  const find = async (slug: string, asOf?: Date) => {
    if (!slugSchema.safeParse(slug).success) return null;
    return snapshot(
      await load(store, incidentAggregate, incidentStream(slug), asOf ? { recordedUpTo: asOf } : {}),
    );
  };
  const at = async (slug: string, version: number) =>
    snapshot(await load(store, incidentAggregate, incidentStream(slug)), version) ?? notFound(slug);
  const change = async (slug: string, decide: (incident: Incident) => IncidentEvent[], caller: Caller) => {
    // A slug that cannot exist gets the same answer as one that does not.
    if (!slugSchema.safeParse(slug).success) notFound(slug);
    const context = commandContext(caller, { clock, ids });
    const { version } = await execute(store, incidentAggregate, incidentStream(slug), decide, context);
    changed();
    return at(slug, version);
  };
  /** A change that the gate has a word in: what would be the record after it is tried, if it changes anything. */
  const admitted = async (slug: string, decide: (incident: Incident) => IncidentEvent[], caller: Caller) => {
    const admit = await admission();
    let findings: readonly AdmissionFinding[] = [];
    const decideAdmitted = (incident: Incident) => {
      const events = decide(incident);
      const after = events.reduce(evolve, incident);
      findings = events.length > 0 && after ? requireAdmission(admit(after.record, after.distinctFrom)) : [];
      return events;
    };
    return { ...(await change(slug, decideAdmitted, caller)), findings };
  };
  const get = async (slug: string) => (await find(slug)) ?? notFound(slug);
  return {
    find,
    at,
    async findAll(slugs) {
      const possible = slugs.filter((slug) => slugSchema.safeParse(slug).success);
      const found = await loadAll(store, incidentAggregate, possible.map(incidentStream));
      return new Map([...found.values()].flatMap((it) => snapshot(it) ?? []).map((it) => [it.slug, it]));
    },
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
    history: async (slug) =>
      incidentHistory((await load(store, incidentAggregate, incidentStream(slug))).events),
    examine: async (record, distinctFrom) => (await admission())(record, distinctFrom),
    submit(input, { reason, distinctFrom = [] }, caller) {
      const record = validateIncident(input);
      return admitted(record.slug, (incident) => submit({ record, reason, distinctFrom }, incident), caller);
    },
    revise(input, { reason, distinctFrom = [] }, caller) {
      const record = validateIncident(input);
      return admitted(record.slug, (incident) => revise({ record, reason, distinctFrom }, incident), caller);
    },
    publish: (slug, { reason, distinctFrom = [] }, caller) =>
      admitted(slug, (incident) => publish({ slug, reason, distinctFrom }, incident), caller),
    async supersede(slug, by, reason, caller) {
      await get(by);
      return change(slug, (incident) => supersede({ slug, by, reason }, incident), caller);
    },
    retire: (slug, reason, caller) => change(slug, (incident) => retire({ slug, reason }, incident), caller),
    recordVerification: (slug, verification, caller) =>
      change(slug, (incident) => recordVerification({ slug, verification }, incident), caller),
  };
}

function snapshot(loaded: Loaded<Incident, IncidentEvent>, version?: number): IncidentSnapshot | null {
  const events = loaded.events.slice(0, version);
  const state = fold(incidentAggregate, events);
  const [first, last] = [events.at(0), events.at(-1)];
  if (!state || !first || !last) return null;
  return {
    slug: state.record.slug,
    status: state.status,
    record: state.record,
    supersededBy: state.supersededBy ?? null,
    claim: claimOf(state.record).digest,
    verification: state.verification ?? null,
    verifiedAt: events.findLast(({ data }) => data === state.verification)?.recordedAt ?? null,
    version: events.length,
    submittedAt: first.recordedAt,
    updatedAt: last.recordedAt,
  };
}

const notFound = (slug: string): never => existing(undefined, slug.slice(0, 100)) as never;
