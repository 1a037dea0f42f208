import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { acquireEmbeddedPostgres, type EmbeddedPostgres } from './embedded.js';

let folder: string;
let removeFolder: () => Promise<void>;
const held: EmbeddedPostgres[] = [];

const makeFolder = async () => {
  ({ path: folder, remove: removeFolder } = await temporaryFolder());
};
afterEach(async () => {
  await Promise.all(held.splice(0).map((server) => server.release()));
});

async function acquire(): Promise<EmbeddedPostgres> {
  const server = await acquireEmbeddedPostgres({ folder, durable: false });
  held.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

const lockFile = () => join(folder, 'postgres', 'data', 'postmaster.pid');
const serverPid = async () => Number.parseInt(await readFile(lockFile(), 'utf8'), 10);

describe('an embedded server', () => {
  beforeAll(makeFolder);
  afterAll(() => removeFolder());

  it('sorts by code point, knows the cases of all letters, and listens on the loopback interface only', async () => {
    const server = await acquire();
    const words = "(values ('b'), ('A'), ('a'), ('ä')) as words (word)";
    expect(await ask(server, `select word from ${words} order by word`)).toEqual(['A', 'a', 'b', 'ä']);
    expect(await ask(server, `select upper('ä')`)).toEqual(['Ä']);
    expect(await ask(server, 'show server_encoding')).toEqual(['UTF8']);
    expect(await ask(server, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await ask(server, 'show unix_socket_directories')).toEqual(['']);
  });

  it('keeps its password to its owner and refuses every other', async () => {
    const server = await acquire();
    expect((await stat(join(folder, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(server.url);
    wrong.password = 'guessed';
    await expect(new pg.Client({ connectionString: wrong.href }).connect()).rejects.toThrow(/password/);
  });

  it('finds its data again', async () => {
    const first = await acquire();
    await ask(first, 'create table kept as select 42 as answer');
    await first.release();
    expect(await ask(await acquire(), 'select answer from kept')).toEqual([42]);
  });

  it('is shared by its users, and stops with the last one', async () => {
    const [first, second] = [await acquire(), await acquire()];
    expect(second.url).toBe(first.url);
    await first.release();
    await first.release();
    expect(await ask(second, 'select 1')).toEqual([1]);
    await second.release();
    expect(await readdir(join(folder, 'postgres', 'data'))).not.toContain('postmaster.pid');
  });

  it('keeps running for the next user when it is asked to', async () => {
    const first = await acquireEmbeddedPostgres({ folder, durable: false, keepRunning: true });
    await first.release();
    expect((await acquire()).url).toBe(first.url);
  });

  it('starts again after it was killed', async () => {
    const server = await acquire();
    await ask(server, 'create table survivor as select 42 as answer');
    process.kill(await serverPid(), 'SIGKILL');
    await server.release();
    expect(await ask(await acquire(), 'select answer from survivor')).toEqual([42]);
  });

  it('starts when the process id of a dead server belongs to somebody else now', async () => {
    await (await acquire()).release();
    await writeFile(
      lockFile(),
      [process.pid, join(folder, 'postgres', 'data'), 0, 5432, '', '', '', 'ready'].join('\n'),
    );
    expect(await ask(await acquire(), 'select 1')).toEqual([1]);
  });

  it('survives users that come while others go', async () => {
    const comeAndGo = async () => {
      for (let visit = 0; visit < 4; visit++) {
        const server = await acquireEmbeddedPostgres({ folder, durable: false });
        expect(await ask(server, 'select 1')).toEqual([1]);
        await server.release();
      }
    };
    await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
    expect(await readdir(join(folder, 'postgres', 'data'))).not.toContain('postmaster.pid');
  });
});

describe('a data folder', () => {
  beforeEach(makeFolder);
  afterEach(() => removeFolder());

  it('is rid of what a process left that was killed while it made a cluster', async () => {
    const deadPid = 2 ** 22 + 1;
    const abandoned = `postgres.new-${deadPid}-0a1b2c3d`;
    const inWork = `postgres.new-${process.pid}-0a1b2c3d`;
    await mkdir(join(folder, abandoned, 'data'), { recursive: true });
    await mkdir(join(folder, inWork));
    await acquire();
    expect((await readdir(folder)).sort()).toEqual(['postgres', inWork]);
  });

  it('is refused when it cannot be one', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'not a folder');
    await expect(acquire()).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
      field: 'TALEKEEPER_HOME',
      message: expect.stringContaining(folder),
    });
  });

  it("is reported with the server's last words when the server cannot start on it", async () => {
    await (await acquire()).release();
    await writeFile(join(folder, 'postgres', 'data', 'PG_VERSION'), '9.6\n');
    await expect(acquire()).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_FAILED',
      message: expect.stringContaining('version 9.6'),
    });
  });
});
