import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compiled } from '../../../test/support/dist.js';
import { childrenOf, killProcesses, start } from '../../../test/support/processes.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { until } from '../../../test/support/until.js';
import { watchImagesDisappear } from './watch-images-disappear.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await compiled('');
}, 120_000);
afterAll(async () => {
  await killProcesses();
  await folder.remove();
});

const content = () => readdir(folder.path);

/** Starts a laboratory as a process, and waits until one of its nodes hangs. */
async function startUntilNodeHangs() {
  const options = JSON.stringify({ folder: folder.path, nodes: 2 });
  const laboratory = await start('test/support/laboratory.js', {}, ['posix', options]);
  await laboratory.ready;
  const nodes = await until('a node hangs', async () => {
    const children = [...(await childrenOf(laboratory.pid)).keys()];
    const states = await Promise.all(children.map(stateOf));
    return states.includes('T') && children;
  });
  return { laboratory, nodes };
}

/** `T` is stopped, and nothing is gone. Linux only. */
async function stateOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2)[0];
}

async function areGone(pids: readonly number[]): Promise<boolean> {
  const states = await Promise.all(pids.map(stateOf));
  return states.every((state) => state === undefined || state === 'Z');
}

describe('the laboratory of the disappearing images', () => {
  it('loses the file of the lone instance while its node hangs, and only where nodes remove what others use', async () => {
    const trials = await watchImagesDisappear({ folder: folder.path, nodes: 3 });
    const fates = trials.map(({ removal, baseFiles }) => [
      removal,
      ...baseFiles.map(({ image, isPresent, errors }) => [image, isPresent, errors]),
    ]);
    const kept = [
      ['standard', true, []],
      ['snapshot', true, []],
    ];
    expect(fates).toEqual([
      ['enabled', ['standard', true, []], ['snapshot', false, ['ENOENT']]],
      ['disabled', ...kept],
      ['enabled, with shared marks', ...kept],
    ]);
    const lines = trials.flatMap(({ baseFiles }) => baseFiles.flatMap(({ removal }) => removal ?? []));
    expect(lines).toEqual([
      expect.stringMatching(/ INFO compute-[23] Removing base file: .*_base\/[0-9a-f]{40}_10$/),
    ]);
    expect(await content()).toEqual([]);
  });

  it('leaves nothing behind when it is killed: no folder, no process, not even the one that hangs', async () => {
    const { laboratory, nodes } = await startUntilNodeHangs();
    await laboratory.kill('SIGKILL');
    await until('all processes are gone', () => areGone(nodes));
    await until('the janitor has removed the folder', async () => (await content()).length === 0);
  });

  it('cleans up after one that was killed together with its janitor', async () => {
    const { laboratory, nodes } = await startUntilNodeHangs();
    await laboratory.killAll('SIGKILL');
    await until('all processes are gone', () => areGone(nodes));
    expect(await content()).toHaveLength(1);
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('enough'));
    await expect(
      watchImagesDisappear({ folder: folder.path, onProgress, signal: stop.signal }),
    ).rejects.toThrow('enough');
    expect(await content()).toEqual([]);
  });

  it.each([1, 33, 2.5])('refuses %d nodes', async (nodes) => {
    await expect(watchImagesDisappear({ nodes })).rejects.toMatchObject({
      code: 'LABORATORY_OPTION_INVALID',
    });
  });

  it('refuses a folder that it cannot use', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    for (const path of [file, join(folder.path, 'missing')]) {
      await expect(watchImagesDisappear({ folder: path })).rejects.toMatchObject({
        code: 'LABORATORY_LACKS_RIGHTS',
      });
    }
  });
});
