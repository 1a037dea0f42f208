import type { Pool } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { JsonObject } from '../../kernel/index.js';
import type { IdempotencyKeys, KnownKey } from '../idempotency.js';

/** So long a key is known at least; after that it is free again. */
export const KEY_LIFE_SECONDS = 7 * 86_400;

export interface PostgresIdempotencyKeys extends IdempotencyKeys {
  /** Removes keys that are free again. */
  forget(): Promise<void>;
}

/**
 * Keys in PostgreSQL. Commits need not wait for the disk: a claim stands before the events of its command in the
 * write-ahead log, so that no crash can keep these and lose it, and a result that is lost is found again by them.
 */
export function createIdempotencyKeys(pool: Pool, lifeSeconds = KEY_LIFE_SECONDS): PostgresIdempotencyKeys {
  return {
    async claim(actor, key, fingerprint, commandId) {
      const values = [actor, key, fingerprint, commandId, lifeSeconds];
      const { rows } = await pool.query<KnownKey>(sqlStatement('claim-idempotency-key'), values);
      return rows[0]!;
    },
    async settle(actor, key, commandId, result) {
      const values = [actor, key, commandId, JSON.stringify(result)];
      const { rows } = await pool.query<{ result: JsonObject }>(
        sqlStatement('settle-idempotency-key'),
        values,
      );
      return rows[0]?.result ?? result;
    },
    async forget() {
      await pool.query(sqlStatement('forget-idempotency-keys'), [lifeSeconds]);
    },
  };
}
