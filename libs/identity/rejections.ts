import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: identityRejectionCodes, reject } = rejections([
  'CREDENTIALS_MISSING',
  'CREDENTIALS_INVALID',
  'CREDENTIALS_EXPIRED',
  'CREDENTIALS_REVOKED',
  'IDENTITY_PROVIDER_UNREACHABLE',
  'PERMISSION_DENIED',
  'RATE_LIMITED',
  'API_KEY_INVALID',
  'API_KEY_ALREADY_EXISTS',
  'API_KEY_NOT_FOUND',
]);
