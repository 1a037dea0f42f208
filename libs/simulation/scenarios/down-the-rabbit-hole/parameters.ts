import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawBetween, drawInteger, drawOne } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** What guests of those days filled their consoles with. */
const complaints = [
  'EXT3-fs error (device vda1): ext3_find_entry: reading directory #131075 offset 0',
  'end_request: I/O error, dev vda, sector 8394752; Buffer I/O error on device vda1',
  'init: portal main process (1412) terminated with status 1; main process ended, respawning',
  'nf_conntrack: table full, dropping packet. net_ratelimit: 4112 callbacks suppressed',
] as const;

export const parameters = z.strictObject({
  /** RAM of each broker node. */
  brokerRamGb: z.number().min(1).max(1_024),
  computeNodes: z.int().min(1).max(500),
  /** What the broken guest repeats, and how much of it. */
  complaint: z.string().min(1).max(500),
  complaintKbPerS: z.number().min(0.1).max(10_000),
  /** How fast nova-compute reads and encodes a console, and how fast nova-api decodes and logs a message. */
  encodeMbPerS: z.number().min(0.1).max(10_000),
  decodeMbPerS: z.number().min(0.1).max(10_000),
  launchEveryS: z.number().min(5).max(3_600),
  /** An impatient user loads the console page again after so long, and so often before giving up. */
  refreshEveryS: z.number().min(1).max(3_600),
  refreshesMax: z.int().min(1).max(1_000),
  /** How long the broker's team takes to bring a dead node back. */
  repairMin: z.number().min(1).max(1_440),
});
export type Parameters = z.infer<typeof parameters>;

/**
 * A cloud of its time. The RAM is such that three copies of what the console holds in the first afternoon are more than
 * it, and three copies of what it holds in the first morning are not.
 */
export const draw = (random: Random): Parameters => ({
  brokerRamGb: drawBetween(random, 4, 6),
  computeNodes: drawInteger(random, 4, 12),
  complaint: drawOne(random, complaints),
  complaintKbPerS: drawBetween(random, 75, 110),
  encodeMbPerS: drawBetween(random, 30, 60),
  decodeMbPerS: drawBetween(random, 8, 16),
  launchEveryS: drawBetween(random, 180, 300),
  refreshEveryS: drawBetween(random, 45, 120),
  refreshesMax: drawInteger(random, 15, 30),
  repairMin: drawBetween(random, 20, 50),
});

/**
 * Runs start at midnight. The guest breaks at six in the morning; the world is left alone until the noon of the next
 * day, so that the second failure is seen; a remedy is watched until the third day's afternoon.
 */
export const timeline = (): Timeline => ({
  healthyMs: 6 * HOUR_MS,
  faultyMs: 30 * HOUR_MS,
  settleMs: 3 * HOUR_MS,
  watchedMs: 24 * HOUR_MS,
});
