import { availableParallelism } from 'node:os';
import {
  createFollower,
  createProjector,
  projectionStatus,
  rebuildProjection,
  waitForSequence,
  type Loop,
} from '../event-store/postgres/index.js';
import { startJobWorker, startLongJobWorker, type JobWorkerOptions } from '../jobs/bullmq/index.js';
import { projections, reportView } from '../projections/index.js';
import { jobHandlers } from './handlers.js';
import { codecs } from './projections.js';
import { longJobHandlers } from './simulation/handlers.js';
import { openSimulationThreads } from './simulation/threads.js';
import { jobsOf, RELAYED_CATEGORIES } from './relay.js';
import type { Runtime } from './runtime.js';
import type { Service } from './service.js';

/** So long a read model lets events gather: many small batches would take the time of the reports' own way. */
const READ_MODEL_PAUSE_MS = 25;
/** A job that waits longer than this for a read model is tried again later. */
const READ_MODEL_WAIT_MAX_MS = 5_000;
const KEYS_FORGOTTEN_EVERY_MS = 3_600_000;

/** Everything that follows the log: read models, the relay into the queue, and the jobs themselves. */
export async function startWorker(runtime: Runtime): Promise<Service> {
  const {
    pool,
    followerPool,
    store,
    queue,
    queueLocation,
    readModels,
    clock,
    ids,
    changed,
    onLogGrowth,
    environment,
    logger,
  } = runtime;
  const complain = (what: string) => (error: unknown) => logger.error({ err: error }, `${what} failed`);

  const projectors = projections.map((projection) =>
    createProjector(followerPool, projection, codecs, {
      onError: complain(`the projection ${projection.name}`),
    }),
  );
  const relay = createFollower(followerPool, {
    name: 'relay',
    categories: RELAYED_CATEGORIES,
    handle: (events) => queue.add(events.flatMap(jobsOf)),
    onError: complain('the relay'),
  });
  const followers: Loop[] = [...projectors, relay];
  for (const follower of followers) follower.start();
  const listening = [
    onLogGrowth(() => relay.kick()),
    onLogGrowth(
      gathering(READ_MODEL_PAUSE_MS, () => {
        for (const projector of projectors) projector.kick();
      }),
    ),
  ];

  const handlers = jobHandlers({
    store,
    knowledge: runtime.knowledge,
    queue,
    clock,
    ids,
    changed,
    answerInSlack: runtime.slack.answer,
    async openReportIds(afterFiledSequence, limit, completeUpTo) {
      const isComplete = await waitForSequence(pool, reportView.name, completeUpTo, READ_MODEL_WAIT_MAX_MS);
      if (!isComplete) throw new Error(`The read model of the reports has not reached ${completeUpTo} yet.`);
      return readModels.openReportIds(afterFiledSequence, limit);
    },
  });
  const consuming: JobWorkerOptions = {
    concurrency: environment.JOB_CONCURRENCY,
    lockMs: environment.JOB_LOCK_MS,
    onFailed: (failure) => logger.warn(failure, 'a job failed'),
    onError: complain('the queue'),
  };
  const jobs = await startJobWorker(queueLocation, handlers, consuming);
  // One core is left to everything else.
  const openThreads = () => openSimulationThreads({ count: Math.max(1, availableParallelism() - 1) });
  const longJobs = await startLongJobWorker(
    queueLocation,
    longJobHandlers(runtime.incidents, openThreads),
    consuming,
  );
  const forgetting = setInterval(() => {
    runtime.forgetKeys().catch(complain('forgetting idempotency keys'));
  }, KEYS_FORGOTTEN_EVERY_MS);
  const rebuilding = rebuildOutdated(runtime).catch(complain('rebuilding read models'));

  return {
    async close() {
      clearInterval(forgetting);
      await Promise.all([jobs.close(), longJobs.close()]);
      for (const stopListening of listening) stopListening();
      await Promise.all(followers.map((follower) => follower.stop()));
      await rebuilding;
    },
  };
}

/** Calls in quick succession become one, that much after the first. */
function gathering(milliseconds: number, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, milliseconds).unref();
  };
}

/** Read models of an older version are built anew while the old ones go on being read. */
async function rebuildOutdated({ pool, logger }: Runtime): Promise<void> {
  const tables = await projectionStatus(pool);
  for (const projection of projections) {
    const live = tables.find(({ name, slot }) => name === projection.name && slot === 'live');
    if (!live || live.version === projection.version) continue;
    logger.info({ projection: projection.name, from: live.version, to: projection.version }, 'rebuilding');
    await rebuildProjection(pool, projection, codecs);
  }
}
