import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { compiled } from '../../../test/support/dist.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { acquireEmbeddedPostgres } from './embedded.js';

let user: string;
let folder: string;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  user = await compiled('test/support/embedded-user.js');
});
beforeEach(async () => {
  ({ path: folder, remove: removeFolder } = await temporaryFolder());
});
afterEach(async () => {
  await acquireEmbeddedPostgres({ folder, durable: false }).then((server) => server.release());
  await removeFolder();
});

const start = () => spawn(process.execPath, [user, folder]);
const address = async (child: ChildProcessWithoutNullStreams) =>
  String((await once(child.stdout, 'data'))[0]).trim();
async function leave(child: ChildProcessWithoutNullStreams): Promise<unknown> {
  const exit = once(child, 'exit');
  child.stdin.end();
  return (await exit)[0];
}

describe('several processes', () => {
  it('that start for the first time at once share one server, and the last one stops it', async () => {
    const children = [start(), start(), start()];
    const addresses = await Promise.all(children.map(address));
    expect(new Set(addresses).size).toBe(1);
    expect(await Promise.all(children.map(leave))).toEqual([0, 0, 0]);
    expect(await readdir(join(folder, 'postgres', 'data'))).not.toContain('postmaster.pid');
  });

  it('do not lose the server when one of them is killed; the next one adopts it', async () => {
    const killed = start();
    const before = await address(killed);
    const exit = once(killed, 'exit');
    killed.kill('SIGKILL');
    await exit;
    const next = start();
    expect(await address(next)).toBe(before);
    expect(await leave(next)).toBe(0);
  });

  it('may be killed while they make the cluster', async () => {
    const killed = start();
    const exit = once(killed, 'exit');
    await appears(/^postgres\.new-/);
    killed.kill('SIGKILL');
    await exit;
    await expect(access(join(folder, 'postgres'))).rejects.toThrow('ENOENT');
    const next = start();
    expect(await address(next)).toContain('127.0.0.1');
    expect(await leave(next)).toBe(0);
  });
});

async function appears(name: RegExp): Promise<void> {
  for await (const { filename } of watch(folder)) if (name.test(filename ?? '')) return;
}
