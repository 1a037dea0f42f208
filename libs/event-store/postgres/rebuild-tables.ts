import { escapeIdentifier, type ClientBase } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { Projection } from '../projection.js';
import { tableName, type Slot } from './projection-table.js';

type Table = Pick<Projection<object>, 'table'>;

/** The number of rows, and a number that is the same for the same rows in any order. */
export interface TableDigest {
  readonly rows: number;
  readonly digest: string;
}

export async function digestTable(client: ClientBase, projection: Table, slot: Slot): Promise<TableDigest> {
  const table = escapeIdentifier(tableName(projection, slot));
  const { rows } = await client.query<TableDigest>(
    `SELECT count(*)::float8 AS rows, coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)::numeric), 0)::text AS digest
     FROM ${table} t`,
  );
  return rows[0]!;
}

/** Makes an empty table like the live one, with indexes whose names follow those of the live one. */
export async function makeTwinTable(client: ClientBase, projection: Table, slot: Slot): Promise<void> {
  const [live, twin] = [tableName(projection, 'live'), tableName(projection, slot)];
  await client.query(`CREATE TABLE ${escapeIdentifier(twin)} (LIKE ${escapeIdentifier(live)} INCLUDING ALL)`);
  const { rows } = await client.query<{ name: string; twin: string }>(sqlStatement('twin-indexes'), [
    live,
    twin,
  ]);
  for (const index of rows) await renameIndex(client, index.twin, `${index.name}__${slot}`);
}

export async function dropTable(client: ClientBase, projection: Table, slot: Slot): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${escapeIdentifier(tableName(projection, slot))}`);
}

/** Renames a table with its indexes, so that migrations find each name where they left it. */
export async function renameTable(
  client: ClientBase,
  projection: Table,
  from: Slot | 'swap',
  to: Slot | 'swap',
): Promise<void> {
  const [before, after] = [tableName(projection, from), tableName(projection, to)];
  const { rows } = await client.query<{ name: string }>(sqlStatement('table-indexes'), [before]);
  await client.query(`ALTER TABLE ${escapeIdentifier(before)} RENAME TO ${escapeIdentifier(after)}`);
  for (const { name } of rows) {
    const plain = from === 'live' ? name : name.replace(new RegExp(`__${from}$`), '');
    await renameIndex(client, name, to === 'live' ? plain : `${plain}__${to}`);
  }
}

async function renameIndex(client: ClientBase, from: string, to: string): Promise<void> {
  await client.query(`ALTER INDEX ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`);
}
