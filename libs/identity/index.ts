export { requireRole, type Principal } from './principal.js';
export { identityRejectionCodes } from './rejections.js';
export { grants, roles, type Role } from './roles.js';
