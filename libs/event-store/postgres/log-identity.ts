import type { Pool } from 'pg';
import { sqlStatement } from '../../database/index.js';

/** Which log this is: a copy of it in another database, or in another cluster, is another one. */
export async function logIdentity(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ identity: string }>(sqlStatement('log-identity'));
  return rows[0]!.identity;
}
