import { rejections } from '../../../libs/kernel/index.js';

/** What the server of subscriptions refuses; `libs/README.md` explains each. */
export const { codes: liveRejectionCodes, reject } = rejections([
  'CONNECTIONS_EXCEEDED',
  'SUBSCRIPTIONS_EXCEEDED',
  'SUBSCRIPTIONS_ONLY',
]);
