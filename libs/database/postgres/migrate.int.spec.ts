import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { migrate } from './migrate.js';
import { openPool } from './pool.js';

let database: ThrowawayDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  [database, folder] = await Promise.all([emptyDatabase(), temporaryFolder()]);
});
afterEach(() => Promise.all([database.drop(), folder.remove()]));

async function write(name: string, script: string): Promise<void> {
  await mkdir(join(folder.path, name), { recursive: true });
  await writeFile(join(folder.path, name, 'migration.sql'), script);
}
const run = () => migrate(database.pool, folder.path);
const books = async () =>
  (await database.pool.query<Record<string, unknown>>('select * from _prisma_migrations order by started_at'))
    .rows;

/** Dollar quotes and semicolons inside them: what a runner that splits scripts gets wrong. */
const FUNCTION = `create function double(number int) returns int language plpgsql as $$
begin
  return number * 2;
end $$;
create table item (size int not null default double(21));`;

describe('migrating', () => {
  it('applies what is pending in the order of names, each script whole', async () => {
    await write('2_values', 'insert into item default values;');
    await write('1_items', FUNCTION);
    expect(await run()).toEqual(['1_items', '2_values']);
    expect((await database.pool.query('select size from item')).rows).toEqual([{ size: 42 }]);
    expect(await run()).toEqual([]);
    await write('3_more', 'insert into item values (7);');
    expect(await run()).toEqual(['3_more']);
  });

  it("keeps Prisma's books", async () => {
    await write('1_items', 'create table item ();');
    await run();
    expect(await books()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        // sha256sum of the script above.
        checksum: '8c0679a7a7ae234a243830a57e7247de182868d339bab52eadc09da2ee84b2cb',
        migration_name: '1_items',
        logs: null,
        started_at: expect.any(Object),
        finished_at: expect.any(Object),
        rolled_back_at: null,
        applied_steps_count: 1,
      },
    ]);
  });

  it('applies each migration once when several processes start at the same time', async () => {
    await write('1_items', FUNCTION);
    await write('2_values', 'insert into item default values;');
    const pools = [1, 2, 3, 4].map(() => openPool(database.url, { max: 2 }));
    const applied = await Promise.all(pools.map((pool) => migrate(pool, folder.path)));
    await Promise.all(pools.map((pool) => pool.end()));
    expect(applied.flat().sort()).toEqual(['1_items', '2_values']);
    expect(await books()).toHaveLength(2);
  });

  it('leaves nothing of a migration that fails, keeps the reason, and can try again', async () => {
    await write('1_items', 'create table item (); select 1 / 0;');
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('division by zero'),
    });
    expect((await database.pool.query("select to_regclass('item') as item")).rows).toEqual([{ item: null }]);
    expect(await books()).toMatchObject([
      {
        logs: 'division by zero',
        finished_at: null,
        rolled_back_at: expect.any(Object),
        applied_steps_count: 0,
      },
    ]);
    await write('1_items', 'create table item ();');
    expect(await run()).toEqual(['1_items']);
  });

  it('leaves the settings of the pool alone, whatever a script sets', async () => {
    await write('1_items', "set search_path = ''; create table public.item ();");
    await run();
    expect((await database.pool.query('select * from item')).rows).toEqual([]);
  });
});

describe('migrating refuses', () => {
  it('a migration that was changed after it had been applied', async () => {
    await write('1_items', 'create table item ();');
    await run();
    await write('1_items', 'create table item (size int);');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
  });

  it('a database that a later version has migrated', async () => {
    await write('1_items', 'create table item ();');
    await write('2_later', 'create table later ();');
    await run();
    await rm(join(folder.path, '2_later'), { recursive: true });
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_IS_NEWER' });
  });

  it('a migration that another tool began and did not finish', async () => {
    await write('1_items', 'create table item ();');
    await run();
    await database.pool.query('update _prisma_migrations set finished_at = null');
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  });

  it.each([
    ['a server that is not there', { port: '1' }, 'ECONNREFUSED'],
    ['a wrong password', { password: 'guessed' }, 'password authentication failed'],
    ['a database that does not exist', { pathname: '/missing' }, 'does not exist'],
  ])('%s, without a word of the password', async (_, change, reason) => {
    const url = Object.assign(new URL(database.url), change);
    const pool = openPool(url.href, { max: 1 });
    const refusal = await migrate(pool, folder.path).catch((error: unknown) => error as Error);
    await pool.end();
    expect(refusal).toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      field: 'DATABASE_URL',
      message: expect.stringContaining(reason),
    });
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain(url.password);
  });

  it('a server that is too old', async () => {
    // No older server can be had here: this one is made to give an older one's answer.
    await database.pool.query(OLD_SERVER);
    const old = openPool(`${database.url}?options=-csearch_path%3Dold,pg_catalog,public`, { max: 1 });
    await expect(migrate(old, folder.path)).rejects.toMatchObject({
      code: 'DATABASE_TOO_OLD',
      message: expect.stringContaining('13.9'),
    });
    await old.end();
  });
});

const OLD_SERVER = `create schema old;
create function old.current_setting(name text) returns text language sql as
  $$ select case name when 'server_version' then '13.9' else '130009' end $$;`;
