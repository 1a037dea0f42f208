import { run, type FailedJob, type Job, type JobHandlers, type JobQueue } from './job.js';

/** A queue that runs each job at once, in the order given, without retries: for tests and single commands. */
export function inlineJobs(handlers: (queue: JobQueue) => JobHandlers): JobQueue {
  const failures = new Map<string, { job: Job; failed: FailedJob }>();
  const queue: JobQueue = {
    async add(jobs) {
      for (const job of jobs) {
        try {
          await run(handlers(queue), job);
          failures.delete(job.id);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          failures.set(job.id, { job, failed: { ...job, reason, attempts: 1, failedAt: undefined } });
        }
      }
    },
    counts: () => Promise.resolve({ waiting: 0, active: 0, delayed: 0, failed: failures.size }),
    failed: (limit) => Promise.resolve([...failures.values()].map((it) => it.failed).slice(0, limit)),
    async retry(id) {
      const found = failures.get(id);
      if (found) await queue.add([found.job]);
      return found !== undefined;
    },
    close: () => Promise.resolve(),
  };
  return queue;
}
