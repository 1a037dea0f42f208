import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { reject } from '../rejections.js';
import { accountFor } from './account.js';
import { locateBinaries } from './binaries.js';
import { ensureCluster, USER, type Cluster } from './cluster.js';
import {
  lastLogLines,
  postmasterOf,
  startPostmaster,
  stopPostmaster,
  type StartedPostmaster,
} from './postmaster.js';

/** A user's hold on the embedded server. */
export interface EmbeddedPostgres {
  /** Address of the database, with its password: not for messages. */
  readonly url: string;
  /** Lets go, and stops the server when nobody else holds it. Calling it again does nothing. */
  release(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder of the data: the cluster is in its subfolder `postgres`, and made on first use. */
  readonly folder: string;
  /** `false` gives up safety against power loss for speed; for data that is thrown away. */
  readonly durable?: boolean;
  /** Leaves the server running after the last release, for the next user to find. */
  readonly keepRunning?: boolean;
}

const DATABASE = 'talekeeper';
/** Held shared, in the database `postgres`, by everybody who uses the server. */
const USERS_LOCK = 7_265_100_401;
/** Covers recovery after a crash with much write-ahead log; a start usually takes a fifth of a second. */
const PATIENCE_MS = 120_000;
const START_ATTEMPTS = 5;

/**
 * A real PostgreSQL server out of the npm package, shared by all processes that name the same folder.
 *
 * The server is a daemon of its own: it outlives a process that is killed, and the next one adopts it. The last
 * user to release it stops it.
 *
 * Throws DATA_FOLDER_NOT_WRITABLE, EMBEDDED_POSTGRES_UNSUPPORTED or EMBEDDED_POSTGRES_FAILED.
 */
export async function acquireEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, durable = true, keepRunning = false } = options;
  const cluster = await ensureCluster(folder, await locateBinaries(), await accountFor(folder), durable);
  const hold = await joinServer(cluster, durable);
  await ensureDatabase(hold.client);
  let released: Promise<void> | undefined;
  return {
    url: urlOf(cluster, hold.port, DATABASE),
    release: () => (released ??= leaveServer(cluster, hold.client, keepRunning)),
  };
}

interface Hold {
  readonly client: pg.Client;
  readonly port: number;
}

/** Adopts the server that runs, or starts one; other processes may be starting or stopping it at the same time. */
async function joinServer(cluster: Cluster, durable: boolean): Promise<Hold> {
  const deadline = Date.now() + PATIENCE_MS;
  let attempts = 0;
  let started: StartedPostmaster | undefined;
  while (Date.now() < deadline) {
    const running = await postmasterOf(cluster);
    if (running?.ready) {
      const client = await takeHold(cluster, running.port);
      if (client !== undefined) return { client, port: running.port };
    } else if (running === undefined && (started === undefined || started.hasExited())) {
      if (attempts++ === START_ATTEMPTS) throw await failure(cluster, 'did not start');
      started = await startPostmaster(cluster, durable);
    }
    await pause(10 + randomInt(10));
  }
  throw await failure(cluster, `was not ready after ${PATIENCE_MS / 1000} seconds`);
}

/** A connection that holds the users' lock; `undefined` when the server goes away before it has it. */
async function takeHold(cluster: Cluster, port: number): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    application_name: 'talekeeper-hold',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK]);
    return client;
  } catch {
    await client.end().catch(() => undefined);
    return undefined;
  }
}

async function leaveServer(cluster: Cluster, client: pg.Client, keepRunning: boolean): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    if (!keepRunning && (await isLastUser(client))) await stopPostmaster(cluster);
  } catch {
    // The server is gone already, which is what a release is for.
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isLastUser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    USERS_LOCK,
  ]);
  return rows[0]?.alone === true;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error;
  });
}

async function failure(cluster: Cluster, what: string) {
  return reject('EMBEDDED_POSTGRES_FAILED', {
    message: `The embedded PostgreSQL ${what}. Its last words: ${await lastLogLines(cluster)}`,
    remedy: `See ${cluster.log}, or set DATABASE_URL to a PostgreSQL of your own.`,
  });
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${USER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}
