import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawBetween, drawInteger } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const parameters = z.strictObject({
  /** What the nightly backup and an iperf test bring to the busy guest, and what comes to each at other times. */
  backupMbitPerS: z.number().min(0).max(100_000),
  backupHours: z.number().min(0.1).max(12),
  iperfMbitPerS: z.number().min(0).max(100_000),
  idlePacketsPerS: z.number().min(1).max(5_000),
  leaseS: z.int().min(20).max(31_536_000),
  /** How long one side of the virtual queue is deaf in the racy version. */
  raceWindowNs: z.number().min(0).max(1_000_000),
  /** How long it takes until somebody looks after a guest that does not answer. */
  reactionMin: z.number().min(1).max(120),
  neighbours: z.int().min(1).max(10),
});
export type Parameters = z.infer<typeof parameters>;

/**
 * A school's cloud. Load and window are such that a backup or a test of half an hour meets the race for certain, as far
 * as chance allows: the mean wait is a fifteenth of either at the most.
 */
export const draw = (random: Random): Parameters => ({
  backupMbitPerS: drawBetween(random, 360, 540),
  backupHours: drawBetween(random, 2.5, 4),
  iperfMbitPerS: drawBetween(random, 840, 960),
  idlePacketsPerS: drawBetween(random, 50, 200),
  leaseS: 60,
  raceWindowNs: drawBetween(random, 18, 24),
  reactionMin: drawBetween(random, 30, 90),
  neighbours: drawInteger(random, 1, 2),
});

/** Each day has a backup after midnight and a test in the afternoon: one day without the fault, two with it, then more. */
export const timeline = (): Timeline => ({
  healthyMs: DAY_MS,
  faultyMs: 2 * DAY_MS,
  settleMs: HOUR_MS / 2,
  watchedMs: DAY_MS,
});

const PACKET_BITS = 1_500 * 8;
export const packetsPerS = (mbitPerS: number): number => (mbitPerS * 1_000_000) / PACKET_BITS;
