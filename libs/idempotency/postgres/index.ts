export { createIdempotencyKeys, KEY_LIFE_SECONDS, type PostgresIdempotencyKeys } from './keys.js';
