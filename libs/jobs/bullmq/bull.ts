import {
  createPostgresBackend,
  Queue,
  Worker,
  type Job as BullJob,
  type PgPool,
  type WorkerOptions,
} from 'bullmq';
import type { Pool } from 'pg';
import type { FailedJob } from '../job.js';

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

/** A queue of BullMQ under a name. Failed jobs stay until they are retried; finished ones leave at once. */
export function openQueue(
  name: string,
  location: QueueLocation,
  { attempts, backoffMs }: Required<QueueOptions>,
): Queue {
  const defaultJobOptions = {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.3 },
    removeOnComplete: true,
  };
  const queue =
    'pool' in location
      ? new Queue(name, { connection: postgres(location.pool), defaultJobOptions }, createPostgresBackend)
      : new Queue(name, { connection: redis(location.redisUrl), defaultJobOptions });
  // Without a listener a lost connection would end the process; each call reports its own failure anyway.
  queue.on('error', () => undefined);
  return queue as Queue;
}

/** A consumer of such a queue. A job whose process dies in the middle is run again by whoever is left. */
export function openWorker(
  name: string,
  location: QueueLocation,
  process: (job: BullJob, token?: string, signal?: AbortSignal) => Promise<void>,
  { concurrency = 1, lockMs = 10_000, onFailed, onError }: JobWorkerOptions,
): Worker {
  const options: Omit<WorkerOptions, 'connection'> = {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // A job that outlives this many killed workers is more likely the killer than the victim.
    maxStalledCount: 5,
  };
  const worker =
    'pool' in location
      ? new Worker(name, process, { ...options, connection: postgres(location.pool) }, createPostgresBackend)
      : new Worker(name, process, { ...options, connection: redis(location.redisUrl) });
  worker.on('error', (error: Error) => onError?.(error));
  worker.on('failed', (job: BullJob | undefined, error: Error) => {
    onFailed?.({
      id: job?.id ?? '',
      name: job?.name ?? '',
      reason: error.message,
      attempts: job?.attemptsMade ?? 0,
    });
  });
  return worker as Worker;
}

/** Lists the jobs of a queue that failed for good, and puts them back. */
export const deadLettersOf = (queue: Queue) => ({
  async failed(limit: number): Promise<FailedJob[]> {
    const jobs = (await queue.getFailed(0, limit - 1)) as BullJob[];
    return jobs.map(toFailedJob);
  },
  async retry(id: string): Promise<boolean> {
    const job = (await queue.getJob(id)) as BullJob | undefined;
    if (!job || !(await job.isFailed())) return false;
    await job.retry('failed', { resetAttemptsMade: true });
    return true;
  },
});

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
