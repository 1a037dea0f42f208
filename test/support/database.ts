import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import {
  acquireEmbeddedPostgres,
  migrate,
  openPool,
  projectRoot,
  readMigrations,
} from '../../libs/database/index.js';
import { BULLMQ_SCHEMA, openJobQueue } from '../../libs/jobs/bullmq/index.js';

export interface ThrowawayDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

const TEMPLATE_LOCK = 7_265_100_402;

/** A migrated database of one's own, queue and all, copied from a template in the cluster that the whole run shares. */
export async function throwawayDatabase(settings?: { max?: number }): Promise<ThrowawayDatabase> {
  return createDatabase(ensureTemplate, settings);
}

/** A database of one's own that has no tables yet. */
export async function emptyDatabase(settings?: { max?: number }): Promise<ThrowawayDatabase> {
  return createDatabase(() => Promise.resolve('template1'), settings);
}

async function createDatabase(
  templateOn: typeof ensureTemplate,
  { max = 10 } = {},
): Promise<ThrowawayDatabase> {
  const server = await testServer();
  const name = `talekeeper_test_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, async (client) => {
    const template = await templateOn(client, server.url);
    await client.query(`create database ${name} template ${template}`);
  });
  const url = databaseUrl(server.url, name);
  const pool = openPool(url, { max });
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await onServer(server.url, (client) => client.query(`drop database ${name} with (force)`));
      await server.release();
    },
  };
}

/** The server that TALEKEEPER_TEST_DATABASE_URL names, else the embedded one of this run. */
async function testServer(): Promise<{ url: string; release(): Promise<void> }> {
  const given = process.env['TALEKEEPER_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, release: () => Promise.resolve() };
  const folder = process.env['TALEKEEPER_TEST_CLUSTER'];
  if (folder === undefined) throw new Error('Databases are for .int.spec.ts and .e2e.spec.ts files.');
  return acquireEmbeddedPostgres({ folder, durable: false, keepRunning: true });
}

/** One template per set of migrations. It gets its name when it is finished, so that a half-made one has none. */
async function ensureTemplate(client: pg.Client, url: string): Promise<string> {
  const migrations = await readMigrations(join(projectRoot, 'prisma', 'migrations'));
  const digest = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12);
  const template = `talekeeper_template_${digest}`;
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 0) {
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    const pool = openPool(databaseUrl(url, draft), { max: 1 });
    await migrate(pool).finally(() => pool.end());
    await makeQueueTables(databaseUrl(url, draft));
    await client.query(`alter database ${draft} rename to ${template}`);
  }
  await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  return template;
}

/** Makes the tables of the queue, which takes half a second. */
async function makeQueueTables(url: string): Promise<void> {
  const pool = openPool(url, { max: 3, searchPath: BULLMQ_SCHEMA });
  const queue = openJobQueue({ pool });
  await queue.counts();
  await queue.close();
  await pool.end();
}

async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl(url, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
