import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { openPool } from '../../database/index.js';
import { BULLMQ_SCHEMA, openJobQueue } from './index.js';

describe('a queue on PostgreSQL', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());

  const tables = async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      'select table_name as name from information_schema.tables where table_schema = $1',
      [BULLMQ_SCHEMA],
    );
    return rows.map(({ name }) => name);
  };
  const open = (url: string) => {
    const pool = openPool(url, { max: 3, searchPath: BULLMQ_SCHEMA });
    return { queue: openJobQueue({ pool }), end: () => pool.end() };
  };
  const none = { waiting: 0, active: 0, delayed: 0, failed: 0 };

  it('leaves the database alone until it is used, and then makes its tables', async () => {
    const unused = open(database.url);
    await unused.queue.close();
    await unused.end();
    expect(await tables()).toEqual([]);

    const { queue, end } = open(database.url);
    expect(await queue.counts()).toEqual(none);
    expect(await tables()).not.toEqual([]);
    await queue.close();
    await end();
  });

  it('that could not be opened is opened at its next use', async () => {
    const address = new URL(database.url);
    const later = `${address.pathname.slice(1)}_later`;
    address.pathname = later;
    const { queue, end } = open(address.href);
    await expect(queue.counts()).rejects.toThrow(later);
    await database.pool.query(`create database ${later}`);
    expect(await queue.counts()).toEqual(none);
    await queue.close();
    await end();
    await database.pool.query(`drop database ${later} with (force)`);
  });
});
