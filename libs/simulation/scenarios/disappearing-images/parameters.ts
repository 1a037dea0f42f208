import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawBetween, drawInteger, drawOne } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const parametersSchema = z.strictObject({
  computeNodes: z.number().int().min(4).max(32),
  standardImages: z.number().int().min(1).max(8),
  /** Instances of standard images on each node. */
  standardInstancesPerNode: z.number().int().min(2).max(12),
  /** `image_cache_manager_interval`. */
  cacheIntervalMinutes: z
    .number()
    .min(1)
    .max(24 * 60),
  /** `remove_unused_resized_minimum_age_seconds`. */
  unusedAgeMinutes: z
    .number()
    .min(1)
    .max(7 * 24 * 60),
  /** How long a node is down after it crashed or was rebooted by accident. */
  downtimeHours: z.number().min(0.05).max(48),
  /** Root disk of the flavour. */
  rootSizeGb: z.number().int().min(1).max(500),
  /**
   * For so long a node that fell silent is still asked for the files that its instances use; 0, as in the releases of
   * the tale: each node speaks for itself only.
   */
  marksOutliveHours: z
    .number()
    .min(0)
    .max(7 * 24),
});

export type Parameters = z.output<typeof parametersSchema>;

/** Worlds with the defaults of the release, in which a node is down long enough for a mark to grow too old. */
export const draw = (random: Random): Parameters => ({
  computeNodes: drawInteger(random, 4, 8),
  standardImages: drawInteger(random, 2, 4),
  standardInstancesPerNode: drawInteger(random, 2, 5),
  cacheIntervalMinutes: 40,
  unusedAgeMinutes: 60,
  downtimeHours: drawBetween(random, 2.5, 12),
  rootSizeGb: drawOne(random, [10, 20, 40, 80]),
  marksOutliveHours: 0,
});

/** Two outages before a remedy, days apart, and two after it; one while all is well. */
export const timeline = (): Timeline => ({
  healthyMs: 3 * DAY,
  faultyMs: 8 * DAY,
  settleMs: DAY,
  watchedMs: 6 * DAY,
});
