import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { checkOutputs, writeOutput } from './output-file.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (name: string) => join(folder.path, name);
beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(at('reports.jsonl'), 'a report');
});
afterEach(() => folder.remove());

const check = (...paths: readonly string[]) => {
  const outputs = paths.map((path, index) => ({ option: ['--out', '--plot'][index]!, path }));
  checkOutputs(outputs, [{ option: '--reports', path: at('reports.jsonl') }]);
};
const refusal = (code: string, ...said: readonly string[]) =>
  expect.objectContaining({
    code,
    message: expect.stringMatching(new RegExp(`^${said.join('.*')}\\.$`)) as unknown,
  });

describe('a file for what a command works out', () => {
  it('is no input of it, not by another name either', async () => {
    await symlink(at('reports.jsonl'), at('link'));
    await mkdir(at('folder'));
    await symlink(folder.path, at('folder/up'));
    for (const name of ['reports.jsonl', 'link', 'folder/../reports.jsonl', 'folder/up/reports.jsonl'])
      expect(() => check(at(name))).toThrow(refusal('FILE_NAMED_TWICE', '--out', '--reports', ''));
  });

  it('is that of one output alone, also as long as it is not there', async () => {
    await symlink(folder.path, at('here'));
    for (const [out, plot] of [
      ['new', 'new'],
      ['new', 'here/new'],
    ] as const)
      expect(() => check(at(out), at(plot))).toThrow(refusal('FILE_NAMED_TWICE', '--plot', '--out', ''));
    expect(() => check('-', '-')).toThrow(refusal('FILE_NAMED_TWICE', '--plot - ', '--out', ''));
    check(at('new'), at('newer'));
    check('/dev/null', '/dev/null');
  });

  it('lies in a folder that is there, and is none itself', async () => {
    for (const name of ['missing/new', 'reports.jsonl/new', ''])
      expect(() => check(at(name))).toThrow(refusal('FILE_NOT_WRITABLE', '--out', ''));
    expect(await readdir(folder.path)).toEqual(['reports.jsonl']);
  });

  it('is replaced as a whole, where a link leads, and as private as it was', async () => {
    await writeFile(at('old'), 'what was there', { mode: 0o600 });
    await symlink(at('old'), at('link'));
    check(at('link'));
    expect(await readFile(at('old'), 'utf8')).toBe('what was there');
    const { ino } = await stat(at('old'));

    await writeOutput(at('link'), 'what is new');
    expect(await readFile(at('old'), 'utf8')).toBe('what is new');
    const written = await stat(at('old'));
    expect(written.ino).not.toBe(ino);
    expect(written.mode & 0o777).toBe(0o600);
    expect((await readdir(folder.path)).sort()).toEqual(['link', 'old', 'reports.jsonl']);
  });
});
