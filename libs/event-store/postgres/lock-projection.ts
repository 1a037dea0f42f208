import type { PoolClient } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { Slot } from './projection-table.js';

/** The tables of a projection; nobody else writes or moves them until the end of the transaction. */
export async function lockProjection(
  client: PoolClient,
  name: string,
): Promise<Map<Slot, { version: number; sequence: number }>> {
  await client.query(sqlStatement('claim-rebuild'), [name]);
  const { rows } = await client.query<{ slot: Slot; version: number; sequence: number }>(
    sqlStatement('lock-projection'),
    [name],
  );
  return new Map(rows.map((it) => [it.slot, it]));
}
