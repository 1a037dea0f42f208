import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { refusal } from './refusal.mjs';

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Makes a clone runnable: installs what package-lock.json names and builds what has changed. When nothing is to be
 * done it writes nothing. Of several processes at once one does the work and the others wait for it.
 * What it says goes to standard error: standard output belongs to the program that is run.
 */
export async function prepare() {
  if (isInstalled(root) && isBuilt(root)) return;
  refuseUnwritable(root);
  await withLock(join(root, '.launcher.lock'), async () => {
    if (!isInstalled(root)) install(root);
    if (!isBuilt(root)) build(root);
  });
}

function refuseUnwritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw refusal(
      `Talekeeper has to be installed and built first, and ${folder} is not writable for this user.`,
    );
  }
}

/** Prepares, then becomes a program of `dist/`, which sees its arguments as if it had been called directly. */
export async function prepareAndRun(program, args) {
  await prepare();
  const path = join(root, 'dist', program);
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}
