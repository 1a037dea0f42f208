import { fieldPath } from '../kernel/index.js';
import { incidentRecordSchema, type IncidentRecord } from './record.js';
import { reject } from './rejections.js';
import { checkSignatures } from './signature.js';

/**
 * A record from outside, checked and with defaults filled in; text is trimmed, and what is undefined is left out,
 * so that a record equals itself after having been stored.
 * Throws INCIDENT_INVALID or one of the SIGNATURE refusals with the path of the first wrong field.
 */
export function validateIncident(input: unknown): IncidentRecord {
  const parsed = incidentRecordSchema.safeParse(input);
  if (!parsed.success) {
    const [first, ...others] = parsed.error.issues;
    throw reject('INCIDENT_INVALID', {
      message: `${first?.message ?? 'The record is not valid'}${others.length ? ` (and ${others.length} more)` : ''}`,
      field: fieldPath(first?.path ?? []),
      remedy: 'Compare the record with libs/tales/incident.schema.json.',
    });
  }
  const [fault] = checkSignatures(parsed.data.signatures);
  if (fault) {
    throw reject(fault.code, {
      message: fault.message,
      field: fieldPath(fault.path),
      remedy: 'Correct the pattern (RE2 syntax) or the line.',
    });
  }
  return JSON.parse(JSON.stringify(parsed.data)) as IncidentRecord;
}
