import { join } from 'node:path';
import type { Logger } from 'pino';
import { migrate, openPool } from '../database/index.js';
import type { EventStore } from '../event-store/index.js';
import {
  createLogListener,
  createPostgresEventStore,
  createSequencer,
  logIdentity,
} from '../event-store/postgres/index.js';
import { BULLMQ_SCHEMA, openJobQueue, openLongJobQueue, type QueueLocation } from '../jobs/bullmq/index.js';
import type { JobQueue, LongJobQueue } from '../jobs/index.js';
import { openApiKeys } from '../identity/postgres/index.js';
import { once, type Carried, type KeyedRequest } from '../idempotency/index.js';
import { createIdempotencyKeys } from '../idempotency/postgres/index.js';
import type { Clock, Ids } from '../kernel/index.js';
import { openReadModels, type ReadModels } from '../projections/postgres/index.js';
import { openAlertBook } from '../channels/postgres/index.js';
import { openAdmission } from './admission.js';
import { openAlerts, type Alerts } from './alerts.js';
import type { MatchOutcome } from '../report/index.js';
import { systemClock, systemIds } from './clock-and-ids.js';
import { connectDatabase } from './connect-database.js';
import { openDeadLetters, type DeadLetters } from './dead-letters.js';
import { indexFolder, type Environment } from './environment.js';
import { openEventLog, type EventLog } from './event-log.js';
import { checkHealth, type Health } from './health.js';
import { openIdentity, type Identity } from './identity.js';
import { openIncidents, type Incidents } from './incidents.js';
import { followKnowledge, type KnowledgeFollower } from './knowledge.js';
import { openLive, type Live } from './live.js';
import { openLogger } from './logger.js';
import { openLookUp, type LookUp } from './look-up.js';
import { openOutcomes, type Outcomes } from './outcomes.js';
import { openProjections, type Projections } from './projections.js';
import { readAhead } from './read-ahead.js';
import { replay } from './replay.js';
import { openReports, type Reports } from './reports.js';
import { openRequestRate } from './request-rate.js';
import { openSweeps, type Sweeps } from './simulation/sweeps.js';
import { openSimulationThreads } from './simulation/threads.js';
import { sealedFile } from './snapshot/posix/sealed-file.js';
import { openIndexSnapshot } from './snapshot/snapshot.js';
import { openSlack, type Slack } from './slack.js';
import { openUncategorised, type Uncategorised } from './uncategorised.js';
import { openVerifications, scenarioVersions, type Verifications } from './verifications.js';

/** Talekeeper, connected to its database and its queue: what every process of it works with. */
export interface Runtime extends DeadLetters {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: EventStore;
  readonly pool: ReturnType<typeof openPool>;
  /** For lists. One that takes too long has been answered for: nobody waits for its rows any more. */
  readonly readerPool: ReturnType<typeof openPool>;
  /**
   * For what follows the log. Its commits do not wait for the disk, and neither do those of the queue: in the
   * write-ahead log they stand behind the events that they follow, and a job before the checkpoint that counts it as
   * relayed, so that a crash of the server loses nothing that is not made again.
   */
  readonly followerPool: ReturnType<typeof openPool>;
  readonly queueLocation: QueueLocation;
  readonly queue: JobQueue;
  readonly longJobs: LongJobQueue;
  readonly identity: Identity;
  readonly knowledge: KnowledgeFollower;
  readonly incidents: Incidents;
  readonly reports: Reports;
  readonly events: EventLog;
  readonly outcomes: Outcomes;
  /** Carries a request out once for each key of its sender; see `once`. */
  once<Result>(request: KeyedRequest, carried: Carried<Result>): Promise<Result>;
  /** Removes the keys that are free again. */
  forgetKeys(): Promise<void>;
  readonly live: Live;
  readonly slack: Slack;
  readonly alerts: Alerts;
  readonly uncategorised: Uncategorised;
  readonly verifications: Verifications;
  readonly sweeps: Sweeps;
  /** What the matcher makes of an observation, without storing it. */
  readonly lookUp: LookUp;
  /** What a report would have been answered at a time; see `replay.ts`. */
  replay(reportId: string, asOf: Date): Promise<MatchOutcome>;
  readonly readModels: ReadModels;
  readonly projections: Projections;
  /** Says that something was appended, so that nobody has to wait for the next look at the log. */
  readonly changed: () => void;
  /** Calls back whenever the log has grown, on whichever process, or may have; returns its undoing. */
  readonly onLogGrowth: (callback: () => void) => () => void;
  /** Reads the log, and from then on whenever it has grown, so that no look-up has to wait for what others did. */
  readAhead(): Promise<void>;
  health(): Promise<Health>;
  /** Lets nobody wait any longer, now or later, so that what is under way ends soon. */
  endWaiting(): void;
  close(): Promise<void>;
}

/** How many connections a process may have to PostgreSQL, by what they are for. */
const CONNECTIONS = { main: 6, readers: 6, followers: 6, queue: 8 };

/** Connects to the database, brings its tables up to date, and builds everything that stands on it. */
export async function openRuntime(environment: Environment, processName: string): Promise<Runtime> {
  const logger = openLogger(processName, environment);
  const database = await connectDatabase(environment);
  let closing = false;
  const onConnectionLost = (error: Error) => {
    if (!closing) logger.warn({ err: error }, 'a connection to PostgreSQL was lost');
  };
  const pool = openPool(database.url, { max: CONNECTIONS.main, onConnectionLost });
  const readerPool = openPool(database.url, {
    max: CONNECTIONS.readers,
    // Later than the operation, which then has said that it is given up.
    statementTimeMaxMs: environment.OPERATION_TIME_MAX_MS + 1_000,
    onConnectionLost,
  });
  const queuePool = openPool(database.url, {
    max: CONNECTIONS.queue,
    searchPath: BULLMQ_SCHEMA,
    synchronousCommit: false,
    onConnectionLost,
  });
  const followerPool = openPool(database.url, {
    max: CONNECTIONS.followers,
    synchronousCommit: false,
    onConnectionLost,
  });
  const closePools = async () => {
    closing = true;
    await Promise.all([pool.end(), readerPool.end(), followerPool.end(), queuePool.end()]);
    await database.release();
  };
  try {
    await migrate(pool);
    const store = createPostgresEventStore(pool);

    const sequencer = createSequencer(store, {
      onError: (error) => logger.error({ err: error }, 'the sequencer failed'),
    });
    sequencer.start();
    const changed = () => sequencer.kick();
    const listener = createLogListener(pool, {
      onError: (error) => logger.error({ err: error }, 'listening to the log failed'),
    });
    const onLogGrowth = (callback: () => void) => {
      listener.start();
      return listener.onGrowth(callback);
    };

    const queueLocation: QueueLocation = environment.REDIS_URL
      ? { redisUrl: environment.REDIS_URL }
      : { pool: queuePool };
    const tries = { attempts: environment.JOB_ATTEMPTS, backoffMs: environment.JOB_BACKOFF_MS };
    const queue = openJobQueue(queueLocation, tries);
    const longJobs = openLongJobQueue(queueLocation, tries);
    const keys = createIdempotencyKeys(followerPool);
    const readModels = openReadModels(readerPool, scenarioVersions);
    const [clock, ids] = [systemClock, systemIds];
    const folder = indexFolder(environment);
    const snapshot = folder
      ? openIndexSnapshot({
          file: sealedFile(join(folder, 'index.snapshot')),
          store,
          logIdentity: () => logIdentity(pool),
          logger,
        })
      : undefined;
    const knowledge = followKnowledge(store, { snapshot });
    let stopReadingAhead = () => {};
    const incidents = openIncidents({ store, clock, ids, changed, admission: openAdmission(knowledge) });
    const reports = openReports({ store, clock, ids, incidents, changed });
    const live = openLive({
      store,
      onLogGrowth,
      onError: (error) => logger.error({ err: error }, 'following the log failed'),
    });
    const outcomes = openOutcomes({
      store,
      reports,
      onLogGrowth,
      onError: (error) => logger.error({ err: error }, 'looking for answers failed'),
    });
    const verifications = openVerifications({
      incidents,
      longJobs,
      ids,
      onError: (error) => logger.error({ err: error }, 'following verifications failed'),
      onRecovery: () => logger.info('verifications can be followed again'),
    });
    const sweeps = openSweeps(() => openSimulationThreads({ count: 1 }));
    const requestRate = await openRequestRate(environment, logger);
    const endWaiting = () => {
      outcomes.close();
      sweeps.close();
    };
    return {
      environment,
      logger,
      clock,
      ids,
      store,
      pool,
      readerPool,
      followerPool,
      queueLocation,
      queue,
      longJobs,
      identity: openIdentity({
        apiKeys: openApiKeys(pool),
        clock,
        logger,
        environment,
        requireRate: requestRate.require,
      }),
      knowledge,
      incidents,
      reports,
      events: openEventLog(readerPool, store),
      outcomes,
      slack: openSlack({ reports, outcomes, queue, environment, ids }),
      alerts: openAlerts({ reports, alertBook: openAlertBook(pool) }),
      live,
      once: (request, carried) => once(keys, ids.next(), request, carried),
      forgetKeys: () => keys.forget(),
      lookUp: openLookUp(knowledge),
      uncategorised: openUncategorised({ readModels, incidents, clock }),
      verifications,
      sweeps,
      replay: (reportId, asOf) => replay({ store, reports }, reportId, asOf),
      readModels,
      projections: openProjections(pool),
      changed,
      onLogGrowth,
      async readAhead() {
        await knowledge.catchUp();
        stopReadingAhead = readAhead(
          () => knowledge.catchUp(),
          onLogGrowth,
          (error) => logger.error({ err: error }, 'reading the log ahead of look-ups failed'),
        );
      },
      health: () => checkHealth({ database: () => pool.query('select 1'), queue: () => queue.counts() }),
      ...openDeadLetters([queue, longJobs]),
      endWaiting,
      async close() {
        endWaiting();
        stopReadingAhead();
        live.close();
        requestRate.close();
        await verifications.close();
        await knowledge.close();
        await listener.stop();
        await sequencer.stop();
        await Promise.all([queue.close(), longJobs.close()]);
        await readModels.close();
        await closePools();
      },
    };
  } catch (error) {
    await closePools();
    throw error;
  }
}
