import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: matchingRejectionCodes, reject } = rejections([
  'SIGNATURE_NAMES_NO_EVENT',
  'SIGNATURE_HITS_HEALTHY_LINES',
  'INCIDENT_LOOKS_LIKE_ANOTHER',
  'EVALUATION_LINE_INVALID',
]);
