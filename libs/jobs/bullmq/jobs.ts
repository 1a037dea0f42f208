import type { Job as BullJob } from 'bullmq';
import { deduplicationId, run, type Job, type JobHandlers, type JobQueue, type JobWorker } from '../job.js';
import {
  deadLettersOf,
  openQueue,
  openWorker,
  type JobWorkerOptions,
  type QueueLocation,
  type QueueOptions,
} from './bull.js';

const QUEUE = 'talekeeper';

/** The queue of jobs that take no time to speak of. */
export function openJobQueue(
  location: QueueLocation,
  { attempts = 6, backoffMs = 250 }: QueueOptions = {},
): JobQueue {
  const opened = openQueue(QUEUE, location, { attempts, backoffMs });
  return {
    async add(jobs) {
      if (jobs.length === 0) return;
      const queue = await opened.queue();
      await queue.addBulk(
        jobs.map((job) => ({
          name: job.name,
          data: job.payload,
          opts: { jobId: job.id, ...deduplicated(job) },
        })),
      );
    },
    async counts() {
      const queue = await opened.queue();
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
      return { waiting, active, delayed, failed };
    },
    ...deadLettersOf(opened),
    close: () => opened.close(),
  };
}

function deduplicated(job: Job) {
  const id = deduplicationId(job);
  return id === undefined ? {} : { deduplication: { id, keepLastIfActive: true } };
}

/** Starts consuming them. */
export async function startJobWorker(
  location: QueueLocation,
  handlers: JobHandlers,
  { concurrency = 10, ...options }: JobWorkerOptions = {},
): Promise<JobWorker> {
  const process = ({ id, name, data }: BullJob) =>
    run(handlers, { id, name, payload: data as unknown } as Job);
  const worker = await openWorker(QUEUE, location, process, { concurrency, ...options });
  return { close: () => worker.close() };
}
