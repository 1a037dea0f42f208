import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../libs/database/index.js';

/** Path of a compiled module, for tests that run it as a process of its own; what is out of date is built first. */
export async function compiled(path: string): Promise<string> {
  await promisify(execFile)(process.execPath, [join(projectRoot, 'apps/launcher/run.mjs'), 'prepare']);
  return join(projectRoot, 'dist', path);
}
