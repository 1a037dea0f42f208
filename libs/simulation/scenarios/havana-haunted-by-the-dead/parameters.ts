import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawBetween, drawInteger, drawOne } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const parametersSchema = z.strictObject({
  /** Instances that were deleted in the life of the cloud; their rows are still there. */
  deletedInstances: z.number().int().min(0).max(20_000_000),
  liveInstances: z.number().int().min(0).max(1_000_000),
  metadataRowsPerInstance: z.number().min(0).max(100),
  /** Share of all rows that belongs to the tenant whose requests are looked at. */
  tenantShare: z.number().min(0).max(1),
  ramGb: z.number().min(1).max(4_096),
  swapGb: z.number().min(0).max(4_096),
  /** Mean time between two RunInstances requests. */
  secondsBetweenRequests: z.number().min(1).max(86_400),
  /** What the database takes to look at a row, and to send one. */
  examineMicroseconds: z.number().min(0.01).max(1_000),
  sendMicroseconds: z.number().min(0.01).max(10_000),
  /** What the API takes to make an object of a row of metadata; an instance is twice the work. */
  objectMicroseconds: z.number().min(0.01).max(10_000),
});

export type Parameters = z.output<typeof parametersSchema>;

/** Old clouds, with so few requests that nobody would call it load, and yet more than the API can compute. */
export function draw(random: Random): Parameters {
  const deletedInstances = drawInteger(random, 310_000, 450_000);
  const metadataRowsPerInstance = drawBetween(random, 3.4, 4.5);
  const objectMicroseconds = drawBetween(random, 50, 70);
  const secondsOfComputing = (deletedInstances * (2 + metadataRowsPerInstance) * objectMicroseconds) / 1e6;
  return {
    deletedInstances,
    liveInstances: drawInteger(random, 300, 1_500),
    metadataRowsPerInstance,
    tenantShare: drawBetween(random, 0.9, 1),
    ramGb: drawOne(random, [32, 48, 64]),
    swapGb: 16,
    secondsBetweenRequests: secondsOfComputing / drawBetween(random, 1.6, 2.2),
    examineMicroseconds: drawBetween(random, 6, 10),
    sendMicroseconds: drawBetween(random, 20, 30),
    objectMicroseconds,
  };
}

export const timeline = (): Timeline => ({
  healthyMs: HOUR,
  faultyMs: 3 * HOUR,
  settleMs: HOUR,
  watchedMs: 3 * HOUR,
});
