import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: reportRejectionCodes, reject } = rejections([
  'REPORT_INVALID',
  'REPORT_EMPTY',
  'REPORT_TOO_LARGE',
  'REPORT_NOT_TEXT',
  'REPORT_NOT_FOUND',
  'REPORT_CLOSED',
  'IDEMPOTENCY_KEY_REUSED',
  'MATCH_NOT_FOUND',
  'REASON_MISSING',
]);
