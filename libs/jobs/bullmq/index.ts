export {
  BULLMQ_SCHEMA,
  migrateQueue,
  openJobQueue,
  startJobWorker,
  type JobWorkerOptions,
  type QueueLocation,
  type QueueOptions,
} from './jobs.js';
