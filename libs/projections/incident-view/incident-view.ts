import type { LoggedEvent, Projection } from '../../event-store/index.js';
import {
  claimOf,
  evolve,
  type IncidentEvent,
  type IncidentRecord,
  type IncidentStatus,
  type Verification,
} from '../../incident/index.js';

/** One row an incident, for lists and filters. Column names are those of the table. */
export interface IncidentRow {
  readonly slug: string;
  readonly status: IncidentStatus;
  readonly title: string;
  readonly resolution: IncidentRecord['resolution'];
  readonly components: readonly string[];
  readonly record: IncidentRecord;
  readonly superseded_by: string | null;
  /** Digest of what the record claims. */
  readonly claim: string;
  /** The newest proof, and when it was recorded. */
  readonly verification: Verification | null;
  readonly verified_at: string | null;
  /** Version of the stream that the row reflects. */
  readonly version: number;
  readonly submitted_at: string;
  readonly updated_at: string;
}

/** The list of all incidents, whatever their status. */
export const incidentView: Projection<IncidentRow> = {
  name: 'incident-view',
  version: 3,
  table: 'incident_view',
  keyColumn: 'slug',
  categories: ['incident'],
  key: (event) => event.streamId.slice('incident-'.length),
  evolve: (row, event) => {
    const incident = evolve(row && stateOf(row), toIncidentEvent(event));
    if (!incident) return undefined;
    return {
      slug: incident.record.slug,
      status: incident.status,
      title: incident.record.title,
      resolution: incident.record.resolution,
      components: incident.record.components,
      record: incident.record,
      superseded_by: incident.supersededBy ?? null,
      claim: claimOf(incident.record).digest,
      verification: incident.verification ?? null,
      verified_at: isVerification(event) ? event.recordedAt.toISOString() : (row?.verified_at ?? null),
      version: event.version,
      submitted_at: row?.submitted_at ?? event.recordedAt.toISOString(),
      updated_at: event.recordedAt.toISOString(),
    };
  },
};

const isVerification = ({ type }: LoggedEvent) => type === 'IncidentVerified' || type === 'IncidentRefuted';

const stateOf = ({ status, record, superseded_by, verification }: IncidentRow) => ({
  status,
  record,
  distinctFrom: [],
  ...(superseded_by ? { supersededBy: superseded_by } : {}),
  ...(verification ? { verification } : {}),
});

const toIncidentEvent = ({ type, data }: LoggedEvent) => ({ type, data }) as unknown as IncidentEvent;
