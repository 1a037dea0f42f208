export { BULLMQ_SCHEMA, type JobWorkerOptions, type QueueLocation, type QueueOptions } from './bull.js';
export { openJobQueue, startJobWorker } from './jobs.js';
export { openLongJobQueue, startLongJobWorker } from './long-jobs.js';
