import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { connect, openPool } from '../../database/index.js';
import { end, startProgram } from '../posix/programs.js';
import { reject } from '../rejections.js';

/** A schema that is used by one laboratory and gone after it. */
export interface OwnSchema {
  readonly name: string;
  /** A session in which names are looked up in the schema. */
  readonly client: pg.PoolClient;
  /** Removes the schema, whatever the session is still doing. */
  drop(): Promise<void>;
}

const PREFIX = 'talekeeper_laboratory_';
/** First of the two keys of an advisory lock whose second is the schema's number: held as long as somebody uses it. */
const LOCK_CLASS = 726_510_405;
/** A server notices so soon that the other end of a connection has died. */
const CHECK_INTERVAL = '1s';

/**
 * Makes a schema and a janitor for it: a process that removes it should this one be killed. Whatever was left, because
 * both were killed, is removed first. Throws LABORATORY_LACKS_RIGHTS and DATABASE_UNREACHABLE.
 */
export async function createOwnSchema(url: string): Promise<OwnSchema> {
  const number = randomInt(1, 2 ** 31 - 1);
  const name = `${PREFIX}${number}`;
  const { client, close } = await openSession(url);
  let janitor;
  try {
    await requireRights(client);
    await dropOrphans(client);
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, number]);
    janitor = await startProgram('postgres/janitor.js', { url, number });
    await client.query(`create schema ${name}`);
    await client.query(`set search_path to ${name}`);
  } catch (error) {
    await close();
    if (janitor) await end(janitor);
    throw error;
  }
  const drop = async () => {
    await close();
    await dropWhenFree(url, number);
    await end(janitor);
  };
  let dropped: Promise<void> | undefined;
  return { name, client, drop: () => (dropped ??= drop()) };
}

/** Waits until nobody uses the schema of this number any more, and removes it. */
export async function dropWhenFree(url: string, number: number): Promise<void> {
  const { client, close } = await openSession(url);
  try {
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, number]);
    await client.query(`drop schema if exists ${PREFIX}${number} cascade`);
  } finally {
    await close();
  }
}

async function openSession(url: string) {
  const pool = openPool(url, { max: 1 });
  const client = await connect(pool).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  // Without a listener a lost connection would end the process; the query under way reports it.
  client.on('error', () => undefined);
  await client.query(
    `set client_connection_check_interval = '${CHECK_INTERVAL}'; set client_min_messages = warning`,
  );
  let closed: Promise<void> | undefined;
  const close = async () => {
    client.release(true);
    await pool.end();
  };
  return { client, close: () => (closed ??= close()) };
}

async function requireRights(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ granted: boolean; role: string; database: string }>(
    `select has_database_privilege(current_database(), 'CREATE') as granted, current_user as role,
            current_database() as database`,
  );
  const [{ granted, role, database }] = rows as [(typeof rows)[number]];
  if (granted) return;
  throw reject('LABORATORY_LACKS_RIGHTS', {
    message: `The role ${role} may not create a schema in the database ${database}, which the laboratory needs.`,
    field: 'DATABASE_URL',
    remedy: `Grant it (\`grant create on database ${database} to ${role}\`), or unset DATABASE_URL to use the embedded server.`,
  });
}

/** The lock of a schema is free when its owner is gone. Schemas of other roles are theirs to remove. */
async function dropOrphans(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace
     where nspname ~ '^${PREFIX}\\d+$' and pg_has_role(nspowner, 'USAGE')`,
  );
  for (const { name } of rows) {
    const key = [LOCK_CLASS, Number(name.slice(PREFIX.length))];
    const { rows: answers } = await client.query<{ free: boolean }>(
      'select pg_try_advisory_lock($1, $2) as free',
      key,
    );
    if (!answers[0]?.free) continue;
    await client.query(`drop schema if exists ${name} cascade`);
    await client.query('select pg_advisory_unlock($1, $2)', key);
  }
}
