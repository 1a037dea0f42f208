import { describe } from '@jest/globals';
import { openPool } from '../../libs/database/index.js';
import { BULLMQ_SCHEMA, type QueueLocation } from '../../libs/jobs/bullmq/index.js';
import { throwawayDatabase } from './database.js';
import { describeWithRedis } from './describe-with-redis.js';
import { startRedis } from './redis.js';

/** A place for queues, empty. */
export interface QueuePlace {
  readonly location: QueueLocation;
  close(): Promise<void>;
}

/** Describes what queues do, once for each place where they can be. */
export function describeQueues(name: string, behave: (open: () => Promise<QueuePlace>) => void): void {
  describe(`${name} on PostgreSQL`, () => behave(onPostgres));
  describeWithRedis(`${name} on Redis`, () => behave(onRedis));
}

async function onPostgres(): Promise<QueuePlace> {
  const database = await throwawayDatabase();
  const pool = openPool(database.url, { max: 8, searchPath: BULLMQ_SCHEMA });
  const close = async () => {
    await pool.end();
    await database.drop();
  };
  return { location: { pool }, close };
}

async function onRedis(): Promise<QueuePlace> {
  const redis = await startRedis();
  return { location: { redisUrl: redis.url }, close: () => redis.stop() };
}
