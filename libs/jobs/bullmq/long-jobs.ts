import type { Job as BullJob, JobType } from 'bullmq';
import type { JobWorker } from '../job.js';
import type { LongJob, LongJobControl, LongJobHandlers, LongJobQueue, PendingLongJob } from '../long-job.js';
import {
  deadLettersOf,
  openQueue,
  openWorker,
  type JobWorkerOptions,
  type QueueLocation,
  type QueueOptions,
} from './bull.js';

const QUEUE = 'talekeeper-long';

/** So often a running job tells how far it has come, and looks whether it was called off. */
const LOOK_MS = 250;

const WAITING: JobType[] = ['waiting', 'delayed', 'prioritized'];

/** What is kept of a job. It can be called off from any process, and its worker may be another one. */
interface Stored {
  readonly payload: LongJob['payload'];
  readonly isCancelled?: true;
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The queue of long jobs on BullMQ. */
export function openLongJobQueue(
  location: QueueLocation,
  { attempts = 6, backoffMs = 250 }: QueueOptions = {},
): LongJobQueue {
  const opened = openQueue(QUEUE, location, { attempts, backoffMs });
  const jobsIn = async (states: JobType[]) => {
    const queue = await opened.queue();
    // One that ends while the list is read is not there any more.
    const jobs = (await queue.getJobs(states)) as (BullJob<Stored> | undefined)[];
    return jobs.filter((it) => it !== undefined);
  };
  return {
    async add({ id, name, payload }) {
      const queue = await opened.queue();
      const { timestamp } = await queue.add(name, { payload } satisfies Stored, { jobId: id });
      return { id, name, payload, state: 'waiting', done: 0, total: 0, addedAt: new Date(timestamp) };
    },
    async pending() {
      // One that starts while they are read is in the first list of these, one that is put back in the last.
      const waitingBefore = await jobsIn(WAITING);
      const running = await jobsIn(['active']);
      const waitingAfter = await jobsIn(WAITING);
      const found = [
        ...[...waitingBefore, ...waitingAfter].map(toPending('waiting')),
        ...running.map(toPending('running')),
      ].flat();
      const byId = new Map(found.map((it) => [it.id, it]));
      return [...byId.values()].sort((a, b) => a.addedAt.getTime() - b.addedAt.getTime());
    },
    async cancel(id) {
      const queue = await opened.queue();
      const job = (await queue.getJob(id)) as BullJob<Stored> | undefined;
      if (!job || (await job.isFailed()) || (await job.isCompleted())) return false;
      try {
        await job.updateData({ ...job.data, isCancelled: true });
      } catch (error) {
        // It may have ended since it was looked up.
        if (await queue.getJob(id)) throw error;
        return false;
      }
      // One that runs is locked by its worker, which will see the mark; one that waits is gone at once.
      await job.remove().catch(() => undefined);
      return true;
    },
    ...deadLettersOf(opened),
    close: () => opened.close(),
  };
}

/** Starts consuming long jobs, one at a time. Closing leaves the job at hand to whoever comes next. */
export async function startLongJobWorker(
  location: QueueLocation,
  handlers: LongJobHandlers,
  options: JobWorkerOptions = {},
): Promise<JobWorker> {
  const queue = await openQueue(QUEUE, location, { attempts: 1, backoffMs: 1 }).queue();
  const process = async (job: BullJob<Stored>, _token?: string, closing?: AbortSignal): Promise<void> => {
    const cancelled = new AbortController();
    const signal = AbortSignal.any(closing ? [cancelled.signal, closing] : [cancelled.signal]);
    const id = job.id ?? '';
    let progress: Progress | undefined;
    const look = async () => {
      const news = progress;
      progress = undefined;
      if (news) await job.updateProgress(news);
      const stored = (await queue.getJob(id)) as BullJob<Stored> | undefined;
      if (stored?.data.isCancelled) cancelled.abort(new Error('The job was called off.'));
    };
    const report = (done: number, total: number) => void (progress = { done, total });
    const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS);
    try {
      await look();
      signal.throwIfAborted();
      await handle(handlers, job, { id, signal, report });
    } catch (error) {
      if (!cancelled.signal.aborted) throw error;
    } finally {
      clearInterval(looking);
    }
  };
  const worker = await openWorker(QUEUE, location, process, { ...options, concurrency: 1 });
  return {
    async close() {
      worker.cancelAllJobs('The worker closes.');
      await worker.close();
      await queue.close();
    },
  };
}

function handle(handlers: LongJobHandlers, { name, data }: BullJob<Stored>, control: LongJobControl) {
  const handler = handlers[name as LongJob['name']];
  return handler(data.payload, control);
}

/** Jobs that were called off are as good as gone. */
const toPending =
  (state: PendingLongJob['state']) =>
  ({ id = '', name, data, progress, timestamp }: BullJob<Stored>): PendingLongJob[] => {
    if (data.isCancelled) return [];
    const { done, total } = typeof progress === 'object' ? (progress as Progress) : { done: 0, total: 0 };
    const { payload } = data;
    return [{ id, name: name as LongJob['name'], payload, state, done, total, addedAt: new Date(timestamp) }];
  };
