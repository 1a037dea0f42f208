import { isDeepStrictEqual } from 'node:util';
import { noted, type EventOf, type Submission } from './events.js';
import { current, type Incident } from './incident.js';
import { requireComplete } from './publish.js';
import { requiredReason } from './reason.js';

/** A newer record takes the place of the current one; the old one stays in the history. */
export function revise(
  { record, reason, distinctFrom = [] }: Submission & { reason?: string | undefined },
  incident: Incident,
): EventOf<'IncidentRevised'>[] {
  const { status, record: before } = current(incident, record.slug);
  if (isDeepStrictEqual(before, record)) return [];
  if (status === 'published') requireComplete(record);
  return [
    { type: 'IncidentRevised', data: { record, ...noted({ distinctFrom }), reason: requiredReason(reason) } },
  ];
}
