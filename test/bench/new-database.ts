import { randomBytes } from 'node:crypto';
import { migrate, openPool } from '../../libs/database/index.js';

/** A database of its own on a server, with all tables and nothing in them. */
export async function newDatabase(serverUrl: string): Promise<string> {
  const name = `talekeeper_bench_${randomBytes(6).toString('hex')}`;
  const server = openPool(serverUrl, { max: 1 });
  await server.query(`create database ${name}`).finally(() => server.end());
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = openPool(url.href, { max: 1 });
  await migrate(pool).finally(() => pool.end());
  return url.href;
}
