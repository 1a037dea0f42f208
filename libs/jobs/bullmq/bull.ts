import type { Job as BullJob, PgPool, Queue, Worker, WorkerOptions } from 'bullmq';
import type { Pool } from 'pg';
import type { FailedJob } from '../job.js';

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

export interface OpenQueue {
  queue(): Promise<Queue>;
  close(): Promise<void>;
}

/**
 * A queue of BullMQ under a name, opened when it is first asked for. Failed jobs stay until they are retried; finished
 * ones leave at once.
 */
export function openQueue(
  name: string,
  location: QueueLocation,
  { attempts, backoffMs }: Required<QueueOptions>,
): OpenQueue {
  const defaultJobOptions = {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.3 },
    removeOnComplete: true,
  };
  const open = async () => {
    const { createPostgresBackend, Queue } = await bullmqFor(location);
    const queue =
      'pool' in location
        ? new Queue(name, { connection: postgres(location.pool), defaultJobOptions }, createPostgresBackend)
        : new Queue(name, { connection: redis(location.redisUrl), defaultJobOptions });
    // Without a listener a lost connection would end the process; each call reports its own failure anyway.
    queue.on('error', () => undefined);
    return queue as Queue;
  };
  let opened: Promise<Queue> | undefined;
  // What could not be opened is opened anew the next time.
  const forget = (error: unknown) => {
    opened = undefined;
    throw error;
  };
  return {
    queue: () => (opened ??= open().catch(forget)),
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}

/** A consumer of such a queue. A job whose process dies in the middle is run again by whoever is left. */
export async function openWorker(
  name: string,
  location: QueueLocation,
  process: (job: BullJob, token?: string, signal?: AbortSignal) => Promise<void>,
  { concurrency = 1, lockMs = 10_000, onFailed, onError }: JobWorkerOptions,
): Promise<Worker> {
  const { createPostgresBackend, Worker } = await bullmqFor(location);
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
export const deadLettersOf = ({ queue }: OpenQueue) => ({
  async failed(limit: number): Promise<FailedJob[]> {
    const jobs = (await (await queue()).getFailed(0, limit - 1)) as BullJob[];
    return jobs.map(toFailedJob);
  },
  async retry(id: string): Promise<boolean> {
    const job = (await (await queue()).getJob(id)) as BullJob | undefined;
    if (!job || !(await job.isFailed())) return false;
    await job.retry('failed', { resetAttemptsMade: true });
    return true;
  },
});

/** BullMQ, loaded when it is needed, which for most commands is never, and its tables brought up to date. */
async function bullmqFor(location: QueueLocation) {
  const bullmq = await import('bullmq');
  if (!('pool' in location)) return bullmq;
  const client = await location.pool.connect();
  try {
    await bullmq.runMigrations(client, BULLMQ_SCHEMA);
  } finally {
    client.release();
  }
  return bullmq;
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
