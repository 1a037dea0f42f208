import { isDeepStrictEqual } from 'node:util';
import type { Aggregate, DomainEvent, Recorded } from '../event-store/index.js';
import { incidentAggregate, type Incident, type IncidentEvent } from '../incident/index.js';
import { reportAggregate, type ReportEvent, type SymptomReport } from '../report/index.js';

/** One change of a record: an event of its stream. */
export interface HistoryEntry {
  readonly version: number;
  readonly type: string;
  readonly actor: string;
  readonly reason: string | null;
  /** Fields that differ from the version before. */
  readonly changedFields: string[];
  readonly recordedAt: Date;
  readonly correlationId: string;
}

/** The changes of an incident, oldest first. */
export const incidentHistory = (events: readonly Recorded<IncidentEvent>[]): HistoryEntry[] =>
  historyOf(incidentAggregate, events, (incident: Incident) => ({
    ...incident?.record,
    status: incident?.status,
  }));

/** The changes of a symptom report, oldest first. */
export const reportHistory = (events: readonly Recorded<ReportEvent>[]): HistoryEntry[] =>
  historyOf(reportAggregate, events, (report: SymptomReport) => ({ ...report }));

/** `fields` names what a state is compared by. */
function historyOf<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  events: readonly Recorded<Event>[],
  fields: (state: State) => Readonly<Record<string, unknown>>,
): HistoryEntry[] {
  let state = aggregate.initial;
  return events.map((event) => {
    const before = fields(state);
    state = aggregate.evolve(state, event);
    const after = fields(state);
    return {
      version: event.version,
      type: event.type,
      actor: event.metadata.actor,
      reason: reasonOf(event.data),
      changedFields: [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) => !isDeepStrictEqual(before[field], after[field]),
      ),
      recordedAt: event.recordedAt,
      correlationId: event.metadata.correlationId,
    };
  });
}

/** Why something was done, where an event says so. */
export const reasonOf = (data: object): string | null =>
  'reason' in data && typeof data.reason === 'string' ? data.reason : null;
