import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { reject } from '../rejections.js';
import { end, startProgram } from './programs.js';

/** A folder that is used by one laboratory and gone after it. */
export interface OwnFolder {
  readonly path: string;
  /** Has a process ended with the folder, a stopped one too, should this process be killed. */
  entrust(pid: number): void;
  remove(): Promise<void>;
}

/** The process id of the owner follows. */
const PREFIX = 'talekeeper-laboratory-';

/**
 * Makes a folder and a janitor for it: a process that removes it should this one be killed. Whatever was left, because
 * both were killed, is removed first. Throws LABORATORY_LACKS_RIGHTS and LABORATORY_LACKS_SPACE.
 */
export async function createOwnFolder(neededMb: number, parent = tmpdir()): Promise<OwnFolder> {
  try {
    const { bavail, bsize } = await statfs(parent);
    const freeMb = (bavail * bsize) / 1e6;
    if (freeMb < neededMb)
      throw tooSmall(parent, `${Math.ceil(neededMb)} MB are needed, ${Math.floor(freeMb)} MB are free`);
    await removeOrphans(parent);
    const path = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
    const janitor = await startProgram('posix/janitor.js', { path });
    return {
      path,
      entrust: (pid) => void janitor.send({ pid }),
      async remove() {
        await removeFolder(path);
        await end(janitor);
      },
    };
  } catch (error) {
    throw describeFileError(parent, error);
  }
}

/** Processes may still be writing into it, to their end. */
export const removeFolder = (path: string) =>
  rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

/** What the file system refused, as a refusal; other errors as they are. */
export function describeFileError(folder: string, error: unknown): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return tooSmall(folder, message);
  return reject('LABORATORY_LACKS_RIGHTS', {
    message: `The folder ${resolve(folder)} cannot be used: ${message}.`,
    field: 'folder',
    remedy: 'Make it writable for this user, or choose another one.',
  });
}

const tooSmall = (folder: string, how: string) =>
  reject('LABORATORY_LACKS_SPACE', {
    message: `There is not enough room in ${resolve(folder)}: ${how}.`,
    field: 'folder',
    remedy: 'Make room, or choose another folder.',
  });

async function removeOrphans(parent: string): Promise<void> {
  const left = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  const orphans = left.filter((name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)));
  // Those of other users are theirs to remove.
  for (const name of orphans) await removeFolder(join(parent, name)).catch(() => undefined);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
