import type { Pool, PoolClient } from 'pg';
import { inTransaction, sqlStatement } from '../../database/index.js';
import type { Codecs, Projection } from '../projection.js';
import { lockProjection } from './lock-projection.js';
import { takeInBatch, type ProjectionTarget } from './projection-batch.js';
import type { Slot } from './projection-table.js';
import { digestTable, dropTable, makeTwinTable, renameTable, type TableDigest } from './rebuild-tables.js';

export interface RebuildResult {
  /** `different`: the version is the same and the content is not, so that the live table was left as it is. */
  readonly outcome: 'flipped' | 'different' | 'flipped by another process';
  readonly next?: TableDigest;
  /** Absent when the live table was of another version, with which there is nothing to compare. */
  readonly live?: TableDigest;
}

export interface RebuildOptions {
  readonly batchSize?: number;
  /** Flips also when the live table has the same version and another content, which means that it was damaged. */
  readonly evenIfDifferent?: boolean;
}

/**
 * Builds a projection anew from the whole log, beside the live table, and takes its place in one transaction. Readers
 * and the live projector go on meanwhile; they wait for the last events only. The old table stays as
 * `<table>__previous` until the next rebuild. A rebuild that was interrupted is resumed; several processes may help.
 */
export async function rebuildProjection<Row extends object>(
  pool: Pool,
  projection: Projection<Row>,
  codecs: Codecs,
  { batchSize = 2_000, evenIfDifferent = false }: RebuildOptions = {},
): Promise<RebuildResult> {
  const next: ProjectionTarget<Row> = { projection, codecs, slot: 'next', batchSize };
  await inTransaction(pool, (client) => prepare(client, projection));
  await fill(pool, next);
  return inTransaction(pool, (client) => finish(client, next, evenIfDifferent));
}

/** Swaps the live table with the previous one, which then catches up. Doing it twice changes nothing. */
export async function rollBackProjection(
  pool: Pool,
  projection: Pick<Projection<object>, 'name' | 'table'>,
): Promise<'rolled back' | 'nothing to roll back to'> {
  return inTransaction(pool, async (client) => {
    const tables = await lockProjection(client, projection.name);
    if (!tables.has('previous')) return 'nothing to roll back to';
    await move(client, projection, 'live', 'swap');
    await move(client, projection, 'previous', 'live');
    await move(client, projection, 'swap', 'previous');
    return 'rolled back';
  });
}

async function prepare(
  client: PoolClient,
  projection: Pick<Projection<object>, 'name' | 'version' | 'table'>,
): Promise<void> {
  const { name, version } = projection;
  await client.query(sqlStatement('ensure-projection'), [name, 'live', version]);
  const tables = await lockProjection(client, name);
  if (tables.get('next')?.version === version) return;
  await dropTable(client, projection, 'next');
  await client.query(sqlStatement('forget-projection'), [name, 'next']);
  await makeTwinTable(client, projection, 'next');
  await client.query(sqlStatement('ensure-projection'), [name, 'next', version]);
}

async function fill<Row extends object>(pool: Pool, next: ProjectionTarget<Row>): Promise<void> {
  for (;;) {
    const batch = await inTransaction(pool, async (client) => {
      await client.query(sqlStatement('claim-rebuild'), [next.projection.name]);
      return takeInBatch(client, next);
    });
    if (!batch || batch.sequence >= batch.newest) return;
  }
}

async function finish<Row extends object>(
  client: PoolClient,
  target: ProjectionTarget<Row>,
  evenIfDifferent: boolean,
): Promise<RebuildResult> {
  const { projection } = target;
  const tables = await lockProjection(client, projection.name);
  const [live, next] = [tables.get('live'), tables.get('next')];
  if (!live || next?.version !== projection.version) return { outcome: 'flipped by another process' };

  const isComparable = live.version === next.version;
  const upTo = Math.max(live.sequence, next.sequence);
  await advance(client, target, upTo);
  if (isComparable) await advance(client, { ...target, slot: 'live' }, upTo);

  const digests = {
    next: await digestTable(client, projection, 'next'),
    ...(isComparable ? { live: await digestTable(client, projection, 'live') } : {}),
  };
  const isDifferent = digests.live !== undefined && digests.live.digest !== digests.next.digest;
  if (isDifferent && !evenIfDifferent) return { outcome: 'different', ...digests };

  await dropTable(client, projection, 'previous');
  await client.query(sqlStatement('forget-projection'), [projection.name, 'previous']);
  await move(client, projection, 'live', 'previous');
  await move(client, projection, 'next', 'live');
  return { outcome: 'flipped', ...digests };
}

async function advance<Row extends object>(
  client: PoolClient,
  target: ProjectionTarget<Row>,
  upTo: number,
): Promise<void> {
  for (;;) {
    const batch = await takeInBatch(client, target, upTo);
    if (!batch || batch.sequence >= upTo) return;
  }
}

async function move(
  client: PoolClient,
  projection: Pick<Projection<object>, 'name' | 'table'>,
  from: Slot | 'swap',
  to: Slot | 'swap',
): Promise<void> {
  await renameTable(client, projection, from, to);
  await client.query(sqlStatement('move-projection'), [projection.name, from, to]);
}
