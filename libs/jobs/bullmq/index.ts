export type { JobWorkerOptions, QueueLocation, QueueOptions } from './bull.js';
export { BULLMQ_SCHEMA, migrateQueue, openJobQueue, startJobWorker } from './jobs.js';
export { openLongJobQueue, startLongJobWorker } from './long-jobs.js';
