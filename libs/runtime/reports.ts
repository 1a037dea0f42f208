import { z } from 'zod';
import { execute, fold, load, loadAll, type EventStore, type Loaded } from '../event-store/index.js';
import { derivedId, type Clock, type Ids } from '../kernel/index.js';
import {
  close,
  confirm,
  existing,
  file,
  rejectMatch,
  reportAggregate,
  reportStream,
  validateFiling,
  type FiledReport,
  type MatchOutcome,
  type ReportEvent,
  type ReportStatus,
  type SymptomReport,
} from '../report/index.js';
import { commandContext, type Caller } from './caller.js';
import { reportHistory, type HistoryEntry } from './history.js';
import type { Incidents } from './incidents.js';

/** A symptom report as it stands after its newest event, or as of a time. */
export interface ReportSnapshot {
  readonly id: string;
  readonly status: ReportStatus;
  readonly filed: FiledReport;
  readonly outcome: MatchOutcome | null;
  readonly confirmed: string | null;
  readonly rejected: readonly string[];
  readonly version: number;
  readonly filedAt: Date;
  readonly updatedAt: Date;
}

/** What can be done with reports. Changes return the report after them and throw a Rejection where refused. */
export interface Reports {
  find(id: string, asOf?: Date): Promise<ReportSnapshot | null>;
  /** The report as it was at a version of it, with which it must exist. */
  at(id: string, version: number): Promise<ReportSnapshot>;
  /** As `find` without a time, for many by one statement; those that do not exist are left out. */
  findAll(ids: readonly string[]): Promise<Map<string, ReportSnapshot>>;
  /** As `find`, but throws REPORT_NOT_FOUND. */
  get(id: string): Promise<ReportSnapshot>;
  history(id: string): Promise<HistoryEntry[]>;
  /**
   * The input is what `validateFiling` accepts. Repeated under the same command or idempotency key it gives the first
   * report, as it is by then.
   */
  file(input: Readonly<Record<string, unknown>>, caller: Caller): Promise<ReportSnapshot>;
  /** Confirms a match that the report lists, or any published incident. */
  confirm(id: string, slug: string, reason: string | undefined, caller: Caller): Promise<ReportSnapshot>;
  reject(id: string, slug: string, reason: string | undefined, caller: Caller): Promise<ReportSnapshot>;
  close(id: string, reason: string, caller: Caller): Promise<ReportSnapshot>;
}

interface Dependencies {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly incidents: Pick<Incidents, 'find'>;
  /** Called after each change, so that followers need not wait for their next look. */
  readonly changed: () => void;
}

const isReportId = (id: string) => z.uuid().safeParse(id).success && id === id.toLowerCase();

export function openReports({ store, clock, ids, incidents, changed }: Dependencies): Reports {
  const find = async (id: string, asOf?: Date) => {
    if (!isReportId(id)) return null;
    return snapshot(
      id,
      await load(store, reportAggregate, reportStream(id), asOf ? { recordedUpTo: asOf } : {}),
    );
  };
  const change = async (id: string, decide: (report: SymptomReport) => ReportEvent[], caller: Caller) => {
    // An id that cannot exist gets the same answer as one that does not.
    if (!isReportId(id)) notFound(id);
    const context = commandContext(caller, { clock, ids });
    const { version } = await execute(store, reportAggregate, reportStream(id), decide, context);
    changed();
    return at(id, version);
  };
  const get = async (id: string) => (await find(id)) ?? notFound(id);
  const at = async (id: string, version: number) =>
    snapshot(id, await load(store, reportAggregate, reportStream(id)), version) ?? notFound(id);
  return {
    find,
    at,
    async findAll(ids) {
      const possible = ids.filter(isReportId);
      const found = await loadAll(store, reportAggregate, possible.map(reportStream));
      const snapshots = possible.flatMap((id) => {
        const loaded = found.get(reportStream(id));
        return (loaded && snapshot(id, loaded)) ?? [];
      });
      return new Map(snapshots.map((it) => [it.id, it]));
    },
    get,
    history: async (id) =>
      isReportId(id) ? reportHistory((await load(store, reportAggregate, reportStream(id))).events) : [],
    async file(input, caller) {
      const filed = validateFiling(input);
      const { idempotencyKey } = filed;
      const context = commandContext(caller, { clock, ids });
      const name = idempotencyKey ?? caller.commandId;
      const id = name === undefined ? ids.next() : derivedId('report', name);
      const decide = (report: SymptomReport) => file(filed, report);
      await execute(store, reportAggregate, reportStream(id), decide, context, {
        isNew: name === undefined,
      });
      changed();
      return get(id);
    },
    async confirm(id, slug, reason, caller) {
      const isPublished = (await incidents.find(slug))?.status === 'published';
      return change(id, (report) => confirm({ slug, reason, isPublished }, existing(report, id)), caller);
    },
    reject: (id, slug, reason, caller) =>
      change(id, (report) => rejectMatch({ slug, reason }, existing(report, id)), caller),
    close: (id, reason, caller) => change(id, (report) => close({ reason }, existing(report, id)), caller),
  };
}

const notFound = (id: string): never => existing(undefined, id.slice(0, 100)) as never;

function snapshot(
  id: string,
  loaded: Loaded<SymptomReport, ReportEvent>,
  version?: number,
): ReportSnapshot | null {
  const events = loaded.events.slice(0, version);
  const state = fold(reportAggregate, events);
  const [first, last] = [events.at(0), events.at(-1)];
  if (!state || !first || !last) return null;
  return {
    id,
    status: state.status,
    filed: state.filed,
    outcome: state.outcome ?? null,
    confirmed: state.confirmed ?? null,
    rejected: state.rejected,
    version: events.length,
    filedAt: first.recordedAt,
    updatedAt: last.recordedAt,
  };
}
