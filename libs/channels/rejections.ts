import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: channelRejectionCodes, reject } = rejections([
  'SLACK_NOT_CONFIGURED',
  'SLACK_SIGNATURE_INVALID',
  'SLACK_REQUEST_TOO_OLD',
  'SLACK_REQUEST_REPLAYED',
  'SLACK_REQUEST_INVALID',
  'SLACK_ADDRESS_NOT_ALLOWED',
  'SLACK_JUDGEMENT_NOT_YOURS',
  'ALERTS_INVALID',
]);
