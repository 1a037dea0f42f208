import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { openApiKeys, type ApiKeys } from './index.js';

describe('the very first key', () => {
  let database: ThrowawayDatabase;
  let apiKeys: ApiKeys;
  beforeEach(async () => {
    database = await throwawayDatabase();
    apiKeys = openApiKeys(database.pool);
  });
  afterEach(() => database.drop());

  const key = (id: string) => ({
    id,
    name: 'admin',
    roles: ['admin'] as const,
    secretHash: Buffer.alloc(32),
    createdBy: 'first-start',
    createdAt: new Date(),
    expiresAt: null,
  });

  it('is made and shown once, however many processes start at the same time', async () => {
    const shown: string[] = [];
    const ids = Array.from({ length: 8 }, (_, index) => `key-${index}`);
    const made = await Promise.all(ids.map((id) => apiKeys.addFirst(key(id), () => shown.push(id))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect((await apiKeys.list()).map(({ id }) => id)).toEqual(shown);
  });

  it('does not exist when the process died before it had shown it, and the next start makes another', async () => {
    const dies = () => {
      throw new Error('died');
    };
    await expect(apiKeys.addFirst(key('lost'), dies)).rejects.toThrow('died');
    expect(await apiKeys.list()).toEqual([]);
    expect(await apiKeys.addFirst(key('found'), () => undefined)).toBe(true);
  });

  it('is not made again after it was revoked: the way back in is on the host', async () => {
    await apiKeys.addFirst(key('one'), () => undefined);
    await apiKeys.revoke('admin', 'ada', null, new Date());
    expect(await apiKeys.addFirst(key('two'), () => undefined)).toBe(false);
  });
});
