export {
  KEY_BYTES,
  principalOf,
  readKey,
  validateNewKey,
  writeKey,
  type ApiKey,
  type NewKey,
} from './api-key.js';
export { bearerCredentials, invalidCredentials } from './bearer.js';
export { requireRole, type Principal } from './principal.js';
export { openRateLimit, RateLimited, type Rate, type RequireRate } from './rate-limit.js';
export { identityRejectionCodes } from './rejections.js';
export { grants, roles, type Role } from './roles.js';
export { rolesOfClaims, type RoleNames } from './token-roles.js';
