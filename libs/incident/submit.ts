import { isDeepStrictEqual } from 'node:util';
import { noted, type EventOf, type Submission } from './events.js';
import type { Incident } from './incident.js';
import { reject } from './rejections.js';

/** A record enters the knowledge base as a draft. Submitting the same record again is not an error. */
export function submit(
  { record, reason, distinctFrom = [] }: Submission & { reason?: string | undefined },
  incident: Incident,
): EventOf<'IncidentSubmitted'>[] {
  if (!incident) {
    return [
      {
        type: 'IncidentSubmitted',
        data: { record, ...noted({ distinctFrom }), ...(reason ? { reason } : {}) },
      },
    ];
  }
  if (isDeepStrictEqual(incident.record, record)) return [];
  throw reject('INCIDENT_ALREADY_EXISTS', {
    message: `There is already another record under the slug \`${record.slug}\`.`,
    field: 'slug',
    remedy: 'Revise that incident, or choose another slug.',
  });
}
