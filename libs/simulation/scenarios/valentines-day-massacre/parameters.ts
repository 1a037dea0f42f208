import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawBetween, drawInteger } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const parametersSchema = z.strictObject({
  computeNodes: z.number().int().min(3).max(16),
  /** Guests of other users on each node, all the time. */
  guestsPerNode: z.number().int().min(1).max(100),
  /** Number of the first node's port-channel; the others follow. */
  firstPort: z.number().int().min(2).max(40),
  /** How often the user of the CentOS image needs an instance, each time on the next node. */
  launchEveryMinutes: z.number().min(30).max(180),
  /** How long a node fetches and converts an image, and how many tasks that takes. */
  imageMinutes: z.number().min(1).max(30),
  imageTasks: z.number().int().min(1).max(64),
  /** From power-on until the guest has configured its network. */
  bootSeconds: z.number().min(1).max(300),
});

export type Parameters = z.output<typeof parametersSchema>;

export const draw = (random: Random): Parameters => ({
  computeNodes: drawInteger(random, 3, 4),
  guestsPerNode: drawInteger(random, 2, 4),
  firstPort: drawInteger(random, 20, 40),
  launchEveryMinutes: drawBetween(random, 50, 70),
  imageMinutes: drawBetween(random, 2.2, 3),
  imageTasks: drawInteger(random, 8, 10),
  bootSeconds: drawBetween(random, 15, 40),
});

/** Two or three launches before a remedy, and one at least after it. */
export const timeline = ({ launchEveryMinutes }: Parameters): Timeline => ({
  healthyMs: 1.2 * launchEveryMinutes * MINUTE,
  faultyMs: 2.9 * launchEveryMinutes * MINUTE,
  settleMs: 0.5 * HOUR,
  watchedMs: 1.5 * launchEveryMinutes * MINUTE,
});
