export { inlineJobs } from './inline.js';
export {
  run,
  type FailedJob,
  type Job,
  type JobCounts,
  type JobHandlers,
  type JobName,
  type JobPayloads,
  type JobQueue,
  type JobWorker,
} from './job.js';
export type {
  LongJob,
  LongJobControl,
  LongJobHandlers,
  LongJobName,
  LongJobPayloads,
  LongJobQueue,
  PendingLongJob,
} from './long-job.js';
