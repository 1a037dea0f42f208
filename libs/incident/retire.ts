import type { EventOf } from './events.js';
import { current, type Incident } from './incident.js';
import { requiredReason } from './reason.js';

/** An incident that no longer applies leaves the matching; its history stays. */
export function retire(
  { slug, reason }: { slug: string; reason?: string | undefined },
  incident: Incident,
): EventOf<'IncidentRetired'>[] {
  if (incident?.status === 'retired') return [];
  current(incident, slug);
  return [{ type: 'IncidentRetired', data: { reason: requiredReason(reason) } }];
}
