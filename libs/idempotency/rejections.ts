import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: idempotencyRejectionCodes, reject } = rejections([
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_REUSED',
]);
