import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { freePort, killProcesses, run, start, type Running } from '../support/processes.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

let database: ThrowawayDatabase;
let api: Running;
let address: string;
beforeAll(async () => {
  database = await throwawayDatabase();
  const port = String(await freePort());
  api = await start('apps/api/main.js', { DATABASE_URL: database.url, PORT: port, LOG_LEVEL: 'trace' });
  await api.ready;
  address = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await killProcesses();
  await database.drop();
});

const keys = (...args: string[]) =>
  run('apps/cli/main.js', { DATABASE_URL: database.url, LOG_LEVEL: 'trace' }, ['keys', ...args]);
const created = async (...args: string[]) => (await keys('create', ...args)).stdout.trim();
const ask = async (key: string, query = '{ incidents { totalCount } }') => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.text() };
};

describe('talekeeper keys', () => {
  it('makes a key without having one, and prints it alone', async () => {
    const { ended, stdout } = await keys(
      'create',
      'dashboard',
      '--role',
      'reader',
      '--expires',
      '2099-01-01',
    );
    expect(ended).toBe(0);
    expect(stdout).toMatch(/^tk_[0-9a-f]{12}_[\w-]{43}\n$/);
    expect(await ask(stdout.trim())).toMatchObject({ status: 200 });
  });

  it('lists the keys without their secrets', async () => {
    const { stdout } = await keys('list');
    expect(stdout).toMatch(
      /^[0-9a-f]{12} {2}dashboard {2}reader {2}made by \S+ on [\d-]+ {2}expires on 2099-01-01 {2}last used [\d-]+T[\d:]+Z\n$/,
    );
  });

  it('revokes a key, and the running API lets nobody in with it from that moment on', async () => {
    const key = await created('leaked', '--role', 'admin');
    expect(await ask(key)).toMatchObject({ status: 200 });
    const { ended, stdout } = await keys('revoke', 'leaked', '--reason', 'Found in a chat.');
    expect({ ended, stdout }).toEqual({
      ended: 0,
      stdout: expect.stringMatching(/leaked {2}admin .* revoked by \S+ on [\d-]+\n$/),
    });
    expect(await ask(key)).toMatchObject({ status: 401 });
  });

  it.each<[string[], number, RegExp]>([
    [
      ['create', 'dashboard', '--role', 'reader'],
      1,
      /^There is a key dashboard already, or there was one\. .*\n$/,
    ],
    [['create', 'Dash Board', '--role', 'reader'], 1, /^A name has .*\n$/],
    [
      ['create', 'dashboard-2', '--role', 'reader', '--expires', '2020-01-01'],
      1,
      /^A key cannot expire before/,
    ],
    [['create', 'dashboard-2'], 2, /^error: required option '--role <role...>' not specified/],
    [
      ['create', 'dashboard-2', '--role', 'root'],
      2,
      /^error: option '--role <role...>' argument 'root' is invalid/,
    ],
    [
      ['create', 'dashboard-2', '--role', 'reader', '--expires', 'soon'],
      2,
      /^error: option '--expires <date>'/,
    ],
    [['revoke', 'nobody'], 1, /^There is no key `nobody`\. \[API_KEY_NOT_FOUND\] List the keys\.\n$/],
  ])('refuses %j', async (args, ended, message) => {
    const answer = await run('apps/cli/main.js', { DATABASE_URL: database.url }, ['keys', ...args]);
    expect(answer).toMatchObject({ ended, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('the log', () => {
  it('holds no secret, whatever happens to the request that carries it', async () => {
    const key = await created('talkative', '--role', 'admin');
    const made = await ask(
      key,
      'mutation { createApiKey(input: { name: "made", roles: [READER] }) { secret } }',
    );
    const { secret } = (JSON.parse(made.body) as { data: { createApiKey: { secret: string } } }).data
      .createApiKey;
    const forged = `${key.slice(0, -4)}abcd`;
    await ask(forged);
    await ask(key, '{ nothing of the kind');
    await fetch(`${address}/nowhere?key=${key}`, { headers: { authorization: `Bearer ${key}` } });
    await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: key,
    });
    await database.pool.query('alter table api_key rename to api_key_hidden');
    const failed = await ask(key);
    await database.pool.query('alter table api_key_hidden rename to api_key');
    expect(failed).toMatchObject({ status: 500 });
    const { errorId } = (JSON.parse(failed.body) as { errors: { extensions: { errorId: string } }[] })
      .errors[0]!.extensions;
    expect(failed.body).not.toMatch(/api_key|relation|\.js/);
    expect(await ask(key)).toMatchObject({ status: 200 });

    const { stdout, stderr } = await api.kill('SIGTERM');
    const log = stdout + stderr;
    expect(log).toContain('a key was created');
    expect(log).toContain(errorId);
    for (const credential of [key, secret, forged]) {
      expect(log).not.toContain(credential.slice(16, 40));
      expect(failed.body).not.toContain(credential.slice(16, 40));
    }
  });
});
