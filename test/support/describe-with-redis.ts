import { describe } from '@jest/globals';
import { hasRedis } from './redis.js';

/** Skipped on a machine without Redis, except in CI, where nothing may be missing. */
export const describeWithRedis = hasRedis() || process.env['CI'] === 'true' ? describe : describe.skip;
