import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { reject } from '../rejections.js';
import { connect } from './connect.js';
import { readMigrations, type Migration } from './migrations.js';
import { projectRoot } from './project-root.js';

const OLDEST_SERVER = 14;
/** The advisory lock that Prisma's own migrations take. */
const MIGRATION_LOCK = 72_707_369;

/**
 * Brings the database up to date and returns the names of the migrations that it applied.
 *
 * It keeps Prisma's books (`_prisma_migrations`) the way Prisma 7 does, so that either can go on where the other
 * stopped. Each migration is one transaction and its script is sent whole. Several processes may call it at once.
 *
 * Throws DATABASE_UNREACHABLE, DATABASE_TOO_OLD, DATABASE_IS_NEWER, MIGRATION_CHANGED or MIGRATION_FAILED.
 */
export async function migrate(
  pool: pg.Pool,
  folder: string = join(projectRoot, 'prisma', 'migrations'),
): Promise<string[]> {
  const client = await connect(pool);
  try {
    await refuseOldServer(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await applyPending(client, await readMigrations(folder));
  } finally {
    // Closing the connection frees the lock.
    client.release(true);
  }
}

async function applyPending(client: pg.PoolClient, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(BOOKS);
  const { rows } = await client.query<Entry>(ENTRIES);
  const checksums = new Map(rows.map((entry) => [entry.name, checkEntry(entry, migrations)]));
  const pending = migrations.filter(({ name }) => !checksums.has(name));
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

async function apply(client: pg.PoolClient, { name, checksum, script }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await client.query('begin');
    await client.query(STARTED, [id, checksum, name]);
    await client.query(script);
    // A script may set what it likes, the search path above all; the books are where they were.
    await client.query('reset all');
    await client.query(FINISHED, [id]);
    await client.query('commit');
  } catch (error) {
    const reason = (error as Error).message;
    await client.query('rollback');
    await client.query(FAILED, [id, checksum, name, reason]);
    throw reject('MIGRATION_FAILED', {
      message: `The migration ${name} failed and was rolled back: ${reason}.`,
      remedy: 'Remove the cause and start again; the database is as it was before.',
    });
  }
}

interface Entry {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

function checkEntry({ name, checksum, finished }: Entry, migrations: readonly Migration[]): string {
  const known = migrations.find((migration) => migration.name === name);
  if (known === undefined) {
    throw reject('DATABASE_IS_NEWER', {
      message: `The database has the migration ${name}, which this version of Talekeeper does not know.`,
      remedy: 'Run the version that made it, or a later one.',
    });
  }
  if (!finished) {
    throw reject('MIGRATION_FAILED', {
      message: `The migration ${name} was begun by another tool and never finished.`,
      remedy: `Repair the database, then mark it: prisma migrate resolve --rolled-back ${name}`,
    });
  }
  if (known.checksum !== checksum) {
    throw reject('MIGRATION_CHANGED', {
      message: `The migration ${name} was changed after it had been applied.`,
      remedy: 'Restore its file, and put the change into a new migration.',
    });
  }
  return checksum;
}

async function refuseOldServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  );
  const [server] = rows;
  if (server === undefined || server.number >= OLDEST_SERVER * 10_000) return;
  throw reject('DATABASE_TOO_OLD', {
    message: `Talekeeper needs PostgreSQL ${OLDEST_SERVER} or later; this is ${server.version}.`,
    field: 'DATABASE_URL',
    remedy: 'Upgrade the server, or unset DATABASE_URL to use the embedded one.',
  });
}

const BOOKS = `create table if not exists _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;
const ENTRIES = `select migration_name as name, checksum, finished_at is not null as finished
  from _prisma_migrations where rolled_back_at is null order by started_at`;
const STARTED = `insert into _prisma_migrations (id, checksum, migration_name, started_at)
  values ($1, $2, $3, clock_timestamp())`;
const FINISHED = `update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1
  where id = $1`;
const FAILED = `insert into _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at)
  values ($1, $2, $3, $4, clock_timestamp())`;
