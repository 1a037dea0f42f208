import type { Pool } from 'pg';
import { inTransaction, sqlStatement } from '../../database/index.js';
import type { Codecs, Projection } from '../projection.js';
import { createLoop, type Loop } from './loop.js';
import { takeInBatch, type ProjectionTarget } from './projection-batch.js';

export interface ProjectorOptions {
  /** Most events a transaction. */
  readonly batchSize?: number;
  readonly idleMs?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Keeps the live table of a projection up with the log. Any number of processes may run one for the same projection:
 * one at a time takes a batch. It rests while the live table is of another version; see `rebuildProjection`.
 */
export function createProjector<Row extends object>(
  pool: Pool,
  projection: Projection<Row>,
  codecs: Codecs,
  { batchSize = 1_000, idleMs = 500, onError }: ProjectorOptions = {},
): Loop {
  const target: ProjectionTarget<Row> = { projection, codecs, slot: 'live', batchSize };
  let known = false;
  const step = async () => {
    if (!known) await ensureProjection(pool, projection);
    known = true;
    const batch = await inTransaction(pool, (client) => takeInBatch(client, target));
    return batch !== undefined && batch.sequence < batch.newest;
  };
  return createLoop({ step, busyMs: 0, idleMs, onError });
}

/** Takes in all that the log holds now, if nobody else is at it; for tests, commands and benchmarks. */
export async function catchUp<Row extends object>(
  pool: Pool,
  projection: Projection<Row>,
  codecs: Codecs,
  { batchSize = 1_000 }: Pick<ProjectorOptions, 'batchSize'> = {},
): Promise<void> {
  await ensureProjection(pool, projection);
  const target: ProjectionTarget<Row> = { projection, codecs, slot: 'live', batchSize };
  for (;;) {
    const batch = await inTransaction(pool, (client) => takeInBatch(client, target));
    if (!batch || batch.sequence >= batch.newest) return;
  }
}

async function ensureProjection(
  pool: Pool,
  { name, version }: Pick<Projection<object>, 'name' | 'version'>,
): Promise<void> {
  await pool.query(sqlStatement('ensure-projection'), [name, 'live', version]);
}
