import type { FailedJob, JobQueue } from '../jobs/index.js';
import { requirePageSize } from './page.js';
import { reject } from './rejections.js';

/** Jobs that failed as often as they may, of all queues. */
export interface DeadLetters {
  /** Newest first. Throws PAGE_INVALID. */
  failedJobs(first: number): Promise<FailedJob[]>;
  /** The same without a limit to what can be asked for. */
  newestFailures(limit: number): Promise<FailedJob[]>;
  /** Puts a dead letter back into its queue. Throws JOB_NOT_FOUND. */
  retryJob(id: string): Promise<void>;
}

export function openDeadLetters(queues: readonly Pick<JobQueue, 'failed' | 'retry'>[]): DeadLetters {
  const newestFailures = async (limit: number) => {
    const jobs = await Promise.all(queues.map((queue) => queue.failed(limit)));
    const failedAt = (job: FailedJob) => job.failedAt?.getTime() ?? 0;
    return jobs
      .flat()
      .sort((a, b) => failedAt(b) - failedAt(a))
      .slice(0, limit);
  };
  return {
    newestFailures,
    failedJobs: async (first) => newestFailures(requirePageSize(first)),
    async retryJob(id) {
      for (const queue of queues) if (await queue.retry(id)) return;
      throw reject('JOB_NOT_FOUND', {
        message: `There is no failed job \`${id.slice(0, 100)}\`.`,
        field: 'id',
        remedy: 'List the failed jobs; a job that was retried or has succeeded is no longer among them.',
      });
    },
  };
}
