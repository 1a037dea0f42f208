import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: runtimeRejectionCodes, reject } = rejections([
  'DAYS_INVALID',
  'ENVIRONMENT_INVALID',
  'JOB_NOT_FOUND',
  'PROJECTION_NOT_FOUND',
  'GROUP_NOT_FOUND',
  'PAGE_INVALID',
  'PROCESS_ENDING',
  'VERIFICATION_RUNNING',
  'VERIFICATION_NOT_FOUND',
]);
