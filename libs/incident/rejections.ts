import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: incidentRejectionCodes, reject } = rejections([
  'INCIDENT_INVALID',
  'SIGNATURE_INVALID',
  'SIGNATURE_MISSES_EXAMPLE',
  'SIGNATURE_MATCHES_COUNTER_EXAMPLE',
  'INCIDENT_NOT_FOUND',
  'INCIDENT_ALREADY_EXISTS',
  'INCIDENT_NOT_CURRENT',
  'INCIDENT_HAS_NO_SYMPTOM',
  'INCIDENT_HAS_NO_ROOT_CAUSE',
  'INCIDENT_NOT_REVIEWED',
  'INCIDENT_SUPERSEDES_ITSELF',
  'REASON_MISSING',
  'INCIDENT_HAS_NO_SCENARIO',
  'VERIFICATION_INCOMPLETE',
]);
