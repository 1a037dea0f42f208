import { noted, type Distinction, type EventOf } from './events.js';
import { current, type Incident } from './incident.js';
import type { IncidentRecord } from './record.js';
import { reject } from './rejections.js';

/** A reviewed incident becomes part of what reports are matched against. Publishing twice is not an error. */
export function publish(
  { slug, reason, distinctFrom = [] }: { slug: string; reason?: string | undefined } & Partial<Distinction>,
  incident: Incident,
): EventOf<'IncidentPublished'>[] {
  const { status, record } = current(incident, slug);
  if (status === 'published') return [];
  requireComplete(record);
  return [{ type: 'IncidentPublished', data: { ...noted({ distinctFrom }), ...(reason ? { reason } : {}) } }];
}

/** What a record must have before reports are matched against it; throws the first refusal. */
export function requireComplete(record: IncidentRecord): void {
  if (record.unreviewed.length > 0) {
    throw reject('INCIDENT_NOT_REVIEWED', {
      message: `Nobody has reviewed these suggested fields of \`${record.slug}\`: ${record.unreviewed.join(', ')}.`,
      field: 'unreviewed',
      remedy: 'Correct the fields, take them off the list and submit the revision.',
    });
  }
  if (record.symptoms.length === 0) {
    throw reject('INCIDENT_HAS_NO_SYMPTOM', {
      message: `The incident \`${record.slug}\` names no symptom.`,
      field: 'symptoms',
      remedy: "Add at least one symptom in an operator's words.",
    });
  }
  if (!record.rootCause) {
    throw reject('INCIDENT_HAS_NO_ROOT_CAUSE', {
      message: `The incident \`${record.slug}\` names no root cause.`,
      field: 'rootCause',
      remedy: 'State the cause as far as it is known; the resolution `open` says that it is not fixed.',
    });
  }
}
