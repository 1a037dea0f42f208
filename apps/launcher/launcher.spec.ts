import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../libs/database/index.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { PROGRAMS } from './build.mjs';

/** A clone with sources of its own, whose node_modules are those of this project. */
let clone: string;
const folders: Awaited<ReturnType<typeof temporaryFolder>>[] = [];

beforeEach(async () => {
  const folder = await temporaryFolder();
  folders.push(folder);
  clone = folder.path;
  await cp(join(projectRoot, 'apps', 'launcher'), join(clone, 'apps', 'launcher'), { recursive: true });
  for (const file of ['tsconfig.json', 'package.json', 'package-lock.json']) {
    await cp(join(projectRoot, file), join(clone, file));
  }
  await symlink(join(projectRoot, 'node_modules'), join(clone, 'node_modules'));
  for (const program of PROGRAMS) await write(`${program}.ts`, '');
  await write(
    'apps/cli/main.ts',
    "import { words } from '../../libs/kernel/words.js';\nconsole.log(words(process.argv));",
  );
  await write(
    'libs/kernel/words.ts',
    "export const words = (all: string[]): string => all.slice(2).join(' ');",
  );
  await write('libs/kernel/words.spec.ts', 'throw new Error();');
});
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(clone, path, '..'), { recursive: true });
  await writeFile(join(clone, path), text);
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

async function run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const launcher = [join(clone, 'apps/launcher/run.mjs'), ...args];
  try {
    const ended = await promisify(execFile)(process.execPath, launcher, { env: { ...process.env, ...env } });
    return { ...ended, code: 0 };
  } catch (error) {
    return error as Ended;
  }
}
const cli = (...words: string[]) => run(['cli', ...words]);

/** Stands in for npm, which would need the network: it keeps what it was asked, and hands over the packages. */
const NPM = `const fs = require('node:fs');
fs.writeFileSync('asked', process.argv.slice(2).join(' '));
fs.symlinkSync(${JSON.stringify(join(projectRoot, 'node_modules'))}, 'node_modules');`;

describe('the launcher', () => {
  it('builds a clone and becomes the program, whose output is all there is', async () => {
    expect(await cli('hello', '--there')).toEqual({ stdout: 'hello --there\n', stderr: '', code: 0 });
  });

  it('builds again when a source has changed, and not for a specification', async () => {
    await cli();
    const before = await stat(join(clone, 'dist/apps/cli/main.js'));
    await write('libs/kernel/words.spec.ts', 'throw new Error("changed");');
    await cli();
    expect((await stat(join(clone, 'dist/apps/cli/main.js'))).mtimeMs).toBe(before.mtimeMs);
    await write('libs/kernel/words.ts', "export const words = (): string => 'changed';");
    expect((await cli('hello')).stdout).toBe('changed\n');
  });

  it('leaves nothing of the bundler, which is large, to the program that is run next', async () => {
    const loaded = 'process.report.getReport().sharedObjects.join()';
    await write('libs/kernel/words.ts', `export const words = (): string => ${loaded};`);
    const { stdout } = await cli();
    expect(stdout).toContain('libc');
    expect(stdout).not.toContain('rolldown');
  });

  it('bundles what a program uses of packages and libraries with it', async () => {
    await write(
      'apps/cli/main.ts',
      "import { Command } from 'commander';\nconsole.log(new Command('bundled').name());",
    );
    await run(['prepare']);
    await rm(join(clone, 'node_modules'));
    const { stdout } = await promisify(execFile)(process.execPath, [join(clone, 'dist/apps/cli/main.js')]);
    expect(stdout).toBe('bundled\n');
  });

  it('removes what no program needs any more, and takes up a build that was interrupted', async () => {
    await write('libs/kernel/old.ts', "export const old = 'old';");
    await write('apps/api/main.ts', "console.log((await import('../../libs/kernel/old.js')).old);");
    await cli();
    const old = join(clone, 'dist/chunks/old.js');
    expect(existsSync(old)).toBe(true);
    await write('apps/api/main.ts', '');
    await cli();
    expect(existsSync(old)).toBe(false);
    await rm(join(clone, 'dist', '.build'));
    await rm(join(clone, 'dist/apps/cli/main.js'));
    expect((await cli('hello')).stdout).toBe('hello\n');
  });

  it('writes nothing when nothing is to be done', async () => {
    await cli();
    const before = await stat(clone);
    await cli();
    expect((await stat(clone)).mtimeMs).toBe(before.mtimeMs);
  });

  it('may be started several times at once, and after one that was killed at its work', async () => {
    const deadPid = 2 ** 22 + 1;
    await write('.launcher.lock', String(deadPid));
    const all = await Promise.all([cli('one'), cli('two'), cli('three')]);
    expect(all.map(({ stdout }) => stdout)).toEqual(['one\n', 'two\n', 'three\n']);
    expect(await readdir(clone)).not.toContain('.launcher.lock');
  });

  it('installs, with a word on standard error, when the packages do not fit the lock', async () => {
    await rm(join(clone, 'node_modules'));
    await write('npm-cli.cjs', NPM);
    await symlink('npm-cli.cjs', join(clone, 'npm-cli.js'));
    const { stdout, stderr } = await run(['cli', 'hello'], { npm_execpath: join(clone, 'npm-cli.js') });
    expect(stdout).toBe('hello\n');
    expect(stderr).toMatch(/^Installing the locked dependencies[^\n]*\n$/);
    expect(await readFile(join(clone, 'asked'), 'utf8')).toMatch(/^install .*--ignore-scripts/);
  });

  it('says so when the installation fails', async () => {
    await rm(join(clone, 'node_modules'));
    await write('npm-cli.js', 'process.exit(3);');
    expect(await run(['cli'], { npm_execpath: join(clone, 'npm-cli.js') })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not be installed: npm ended with 3\.\n$/),
    });
  });

  it('names its programs when it is asked for another', async () => {
    expect(await run(['dance'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no program dance'),
    });
  });
});
