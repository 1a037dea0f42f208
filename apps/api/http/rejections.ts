import { rejections } from '../../../libs/kernel/index.js';

/** Every refusal that the API gives before anything else is asked; `libs/README.md` explains each. */
export const { codes: httpRejectionCodes, reject } = rejections([
  'ROUTE_NOT_FOUND',
  'BODY_TOO_LARGE',
  'BODY_NOT_JSON',
  'MEDIA_TYPE_UNSUPPORTED',
  'REQUEST_INVALID',
  'REQUEST_TIMED_OUT',
  'BATCHING_NOT_SUPPORTED',
]);
