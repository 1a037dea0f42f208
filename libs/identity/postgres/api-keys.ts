import type { Pool, PoolClient } from 'pg';
import { inTransaction, sqlStatement } from '../../database/index.js';
import type { ApiKey } from '../api-key.js';
import { reject } from '../rejections.js';

/** A key with what proves it: the SHA-256 of its secret. */
export interface StoredKey extends ApiKey {
  readonly secretHash: Uint8Array;
}

/** A key that is not in the table yet. */
type AddedKey = Pick<
  StoredKey,
  'id' | 'name' | 'secretHash' | 'roles' | 'createdBy' | 'createdAt' | 'expiresAt'
>;

/** The keys in the table `api_key`. Nothing is cached, so that every process sees a revocation at once. */
export interface ApiKeys {
  find(id: string): Promise<StoredKey | undefined>;
  /** Newest first. */
  list(): Promise<ApiKey[]>;
  /** Throws API_KEY_ALREADY_EXISTS, also where it is the id that there is already. */
  add(key: AddedKey): Promise<ApiKey>;
  /**
   * Adds a key if there is none at all, and shows it before it counts: should the process die in between, no key was
   * made that nobody has seen, and the next start makes one. Returns whether it did; of several processes one does.
   */
  addFirst(key: AddedKey, show: () => void): Promise<boolean>;
  /** Revokes by id or by name, once. Throws API_KEY_NOT_FOUND. */
  revoke(idOrName: string, by: string, reason: string | null, now: Date): Promise<ApiKey>;
  /** Notes the use of a key, at most once a minute. */
  touch(id: string, now: Date): Promise<void>;
}

export function openApiKeys(pool: Pool): ApiKeys {
  const insert = async (client: Pool | PoolClient, key: AddedKey, onlyAsFirst: boolean) => {
    const { id, name, secretHash, roles, createdBy, createdAt, expiresAt } = key;
    const values = [id, name, secretHash, roles, createdBy, createdAt, expiresAt, onlyAsFirst];
    return (await client.query<ApiKey>(sqlStatement('add-api-key'), values)).rows[0];
  };
  return {
    async find(id) {
      const query = { name: 'find-api-key', text: sqlStatement('find-api-key'), values: [id] };
      return (await pool.query<StoredKey>(query)).rows[0];
    },
    list: async () => (await pool.query<ApiKey>(sqlStatement('list-api-keys'))).rows,
    async add(key) {
      const added = await insert(pool, key, false);
      if (added) return added;
      throw reject('API_KEY_ALREADY_EXISTS', {
        message: `There is a key ${key.name} already, or there was one.`,
        field: 'name',
        remedy: 'Choose another name: it tells who did what, so that no two keys may ever share one.',
      });
    },
    addFirst: (key, show) =>
      inTransaction(pool, async (client) => {
        const isFirst = (await insert(client, key, true)) !== undefined;
        if (isFirst) show();
        return isFirst;
      }),
    async revoke(idOrName, by, reason, now) {
      const { rows } = await pool.query<ApiKey>(sqlStatement('revoke-api-key'), [idOrName, by, now, reason]);
      if (rows[0]) return rows[0];
      throw reject('API_KEY_NOT_FOUND', {
        message: `There is no key \`${idOrName.slice(0, 100)}\`.`,
        field: 'id',
        remedy: 'List the keys.',
      });
    },
    async touch(id, now) {
      await pool.query(sqlStatement('touch-api-key'), [id, now]);
    },
  };
}
