import { assertNever } from '../kernel/index.js';
import type { Distinction, IncidentEvent } from './events.js';
import type { IncidentRecord } from './record.js';
import { reject } from './rejections.js';
import type { Verification } from './verification.js';

/** submitted → published → superseded or retired; a record can be revised until it is superseded or retired. */
export const incidentStatuses = ['submitted', 'published', 'superseded', 'retired'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export interface ExistingIncident {
  readonly status: IncidentStatus;
  readonly record: IncidentRecord;
  /** Incidents that it looks like and that its submitters found to be others. */
  readonly distinctFrom: readonly string[];
  /** Slug of the incident that took its place. */
  readonly supersededBy?: string;
  /** The newest proof of its record, good or bad. */
  readonly verification?: Verification;
}

/** `undefined`: nothing was ever submitted under this slug. */
export type Incident = ExistingIncident | undefined;

export function evolve(incident: Incident, event: IncidentEvent): Incident {
  switch (event.type) {
    case 'IncidentSubmitted':
      return { status: 'submitted', record: event.data.record, distinctFrom: event.data.distinctFrom ?? [] };
    case 'IncidentRevised':
      return {
        ...existing(incident),
        record: event.data.record,
        distinctFrom: distinct(incident, event.data),
      };
    case 'IncidentPublished':
      return { ...existing(incident), status: 'published', distinctFrom: distinct(incident, event.data) };
    case 'IncidentSuperseded':
      return { ...existing(incident), status: 'superseded', supersededBy: event.data.by };
    case 'IncidentRetired':
      return { ...existing(incident), status: 'retired' };
    case 'IncidentVerified':
    case 'IncidentRefuted':
      return { ...existing(incident), verification: event.data };
    default:
      return assertNever(event, 'incident event');
  }
}

const distinct = (incident: Incident, { distinctFrom = [] }: Partial<Distinction>) => [
  ...new Set([...existing(incident).distinctFrom, ...distinctFrom]),
];

/** The incident, or the refusal INCIDENT_NOT_FOUND. */
export function existing<Known>(incident: Known | undefined, slug?: string): Known {
  if (incident) return incident;
  throw reject('INCIDENT_NOT_FOUND', {
    message: slug ? `There is no incident \`${slug}\`.` : 'There is no such incident.',
    field: 'slug',
    remedy: 'Look the slug up in the list of incidents.',
  });
}

/** What tells whether an incident can still change. */
type Standing = Pick<ExistingIncident, 'status' | 'record'> & { readonly supersededBy?: string | null };

/** The incident as long as it can still change, or the refusal INCIDENT_NOT_CURRENT. */
export function current<Known extends Standing>(incident: Known | undefined, slug?: string): Known {
  const found = existing(incident, slug);
  if (found.status === 'submitted' || found.status === 'published') return found;
  throw reject('INCIDENT_NOT_CURRENT', {
    message: `The incident \`${found.record.slug}\` is ${found.status} and can no longer change.`,
    field: 'slug',
    remedy: found.supersededBy
      ? `Work on \`${found.supersededBy}\`, which took its place.`
      : 'Submit a new incident under another slug.',
  });
}

/** The stream that holds an incident's events. */
export const incidentStream = (slug: string) => `incident-${slug}`;
