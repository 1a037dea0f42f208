import type { EventOf } from './events.js';
import { current, type Incident } from './incident.js';
import { requiredReason } from './reason.js';
import { reject } from './rejections.js';

/** Another incident takes this one's place; whether that one exists is for the caller to check. */
export function supersede(
  { slug, by, reason }: { slug: string; by: string; reason?: string | undefined },
  incident: Incident,
): EventOf<'IncidentSuperseded'>[] {
  if (incident?.status === 'superseded' && incident.supersededBy === by) return [];
  current(incident, slug);
  if (by === slug) {
    throw reject('INCIDENT_SUPERSEDES_ITSELF', {
      message: `The incident \`${slug}\` cannot take its own place.`,
      field: 'by',
      remedy: 'Name another incident, or retire this one.',
    });
  }
  return [{ type: 'IncidentSuperseded', data: { by, reason: requiredReason(reason) } }];
}
