import { v7 } from 'uuid';
import type { Clock, Ids } from '../kernel/index.js';

/** The machine's time. */
export const systemClock: Clock = { now: () => new Date() };

/** UUIDv7: unique, and in the order of their making (RFC 9562, section 5.7). */
export const systemIds: Ids = { next: () => v7() };
