import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { derivedId } from '../../kernel/index.js';
import { createIdempotencyKeys } from './keys.js';

const [body, other] = [derivedId('body'), derivedId('other body')];
const command = (number: number) => derivedId('command', number);

describe('idempotency keys in PostgreSQL', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => {
    database = await throwawayDatabase();
  });
  afterAll(() => database.drop());

  it('are claimed by the first of many, whose claim all others learn of', async () => {
    const keys = createIdempotencyKeys(database.pool);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, number) => keys.claim('ada', 'key-1', body, command(number))),
    );
    expect(new Set(claims.map((it) => it.commandId)).size).toBe(1);
    expect(claims[0]).toMatchObject({ fingerprint: body, result: null });
    expect(await keys.claim('ada', 'key-1', other, command(9))).toEqual(claims[0]);
    expect(await keys.claim('bob', 'key-1', other, command(9))).toMatchObject({ commandId: command(9) });
  });

  it('keep the first result', async () => {
    const keys = createIdempotencyKeys(database.pool);
    await keys.claim('ada', 'key-2', body, command(1));
    expect(await keys.settle('ada', 'key-2', command(1), { n: 1 })).toEqual({ n: 1 });
    expect(await keys.settle('ada', 'key-2', command(1), { n: 2 })).toEqual({ n: 1 });
    expect(await keys.claim('ada', 'key-2', body, command(2))).toMatchObject({ result: { n: 1 } });
  });

  it('are free again, and forgotten, when their time is over', async () => {
    const keys = createIdempotencyKeys(database.pool, 60);
    for (const key of ['key-3', 'key-4', 'key-5']) {
      await keys.claim('ada', key, body, command(1));
      await keys.settle('ada', key, command(1), { n: 1 });
    }
    await database.pool.query(
      "update idempotency_key set created_at = now() - interval '61 seconds' where key in ('key-3', 'key-4')",
    );
    expect(await keys.claim('ada', 'key-3', other, command(2))).toEqual({
      fingerprint: other,
      commandId: command(2),
      result: null,
    });
    await keys.forget();
    const { rows } = await database.pool.query(
      "select key from idempotency_key where key > 'key-2' order by key",
    );
    expect(rows).toEqual([{ key: 'key-3' }, { key: 'key-5' }]);
  });
});
