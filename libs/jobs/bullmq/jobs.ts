import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type Job as BullJob,
  type PgPool,
  type WorkerOptions,
} from 'bullmq';
import type { Pool } from 'pg';
import { run, type FailedJob, type Job, type JobHandlers, type JobQueue, type JobWorker } from '../job.js';

const QUEUE = 'talekeeper';

/** The schema that BullMQ keeps its tables in on PostgreSQL. */
export const BULLMQ_SCHEMA = 'bullmq';

/**
 * Where the queue lives. A pool must have BULLMQ_SCHEMA as its search path, and at least three connections for a
 * worker, which keeps one of them for its notifications.
 */
export type QueueLocation = { readonly pool: Pool } | { readonly redisUrl: string };

export interface QueueOptions {
  /** How often a job is tried before it becomes a dead letter. */
  readonly attempts?: number;
  /** Wait before the first retry; it doubles with each one. */
  readonly backoffMs?: number;
}

export interface JobWorkerOptions {
  readonly concurrency?: number;
  /** A job whose worker has not shown itself for so long is given to another one. */
  readonly lockMs?: number;
  readonly onFailed?: (failed: { id: string; name: string; reason: string; attempts: number }) => void;
  readonly onError?: (error: Error) => void;
}

/** Creates or upgrades BullMQ's own tables; safe when several processes do it at once. */
export async function migrateQueue(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, BULLMQ_SCHEMA);
  } finally {
    client.release();
  }
}

/** The queue on BullMQ. Failed jobs stay until they are retried; finished ones leave at once. */
export function openJobQueue(
  location: QueueLocation,
  { attempts = 6, backoffMs = 250 }: QueueOptions = {},
): JobQueue {
  const defaultJobOptions = {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.3 },
    removeOnComplete: true,
  };
  const queue =
    'pool' in location
      ? new Queue(QUEUE, { connection: postgres(location.pool), defaultJobOptions }, createPostgresBackend)
      : new Queue(QUEUE, { connection: redis(location.redisUrl), defaultJobOptions });
  // Without a listener a lost connection would end the process; each call reports its own failure anyway.
  queue.on('error', () => undefined);
  return {
    async add(jobs) {
      if (jobs.length === 0) return;
      await queue.addBulk(
        jobs.map(({ id, name, payload }) => ({ name, data: payload, opts: { jobId: id } })),
      );
    },
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
      return { waiting, active, delayed, failed };
    },
    async failed(limit) {
      const jobs = (await queue.getFailed(0, limit - 1)) as BullJob[];
      return jobs.map(toFailedJob);
    },
    async retry(id) {
      const job = (await queue.getJob(id)) as BullJob | undefined;
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    },
    close: () => queue.close(),
  };
}

/** Starts consuming. A job whose process dies in the middle is run again by whoever is left. */
export function startJobWorker(
  location: QueueLocation,
  handlers: JobHandlers,
  { concurrency = 10, lockMs = 10_000, onFailed, onError }: JobWorkerOptions = {},
): JobWorker {
  const options: Omit<WorkerOptions, 'connection'> = {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // A job that outlives this many killed workers is more likely the killer than the victim.
    maxStalledCount: 5,
  };
  const process = ({ id, name, data }: BullJob) =>
    run(handlers, { id, name, payload: data as unknown } as Job);
  const worker =
    'pool' in location
      ? new Worker(QUEUE, process, { ...options, connection: postgres(location.pool) }, createPostgresBackend)
      : new Worker(QUEUE, process, { ...options, connection: redis(location.redisUrl) });
  worker.on('error', (error: Error) => onError?.(error));
  worker.on('failed', (job: BullJob | undefined, error: Error) => {
    onFailed?.({
      id: job?.id ?? '',
      name: job?.name ?? '',
      reason: error.message,
      attempts: job?.attemptsMade ?? 0,
    });
  });
  return { close: () => worker.close() };
}

/** BullMQ describes the pool that it takes with types of its own. */
const postgres = (pool: Pool) => pool as unknown as PgPool;

const redis = (url: string) => ({ url, maxRetriesPerRequest: null });

function toFailedJob({ id, name, data, failedReason, attemptsMade, finishedOn }: BullJob): FailedJob {
  return {
    id: id ?? '',
    name,
    payload: data,
    reason: failedReason,
    attempts: attemptsMade,
    failedAt: finishedOn === undefined ? undefined : new Date(finishedOn),
  };
}
