export { openSharedRateLimit, type SharedRateLimit } from './rate-limit.js';
