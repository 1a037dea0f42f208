import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** A TALEKEEPER_HOME of one's own. */
export interface Home {
  readonly path: string;
  /** The process of the embedded PostgreSQL in it, if one runs. */
  postmaster(): Promise<number | undefined>;
  /** Ends that process if need be, and removes the folder. */
  remove(): Promise<void>;
}

export async function temporaryHome(): Promise<Home> {
  const folder = await temporaryFolder();
  const postmaster = async () => {
    const lockFile = join(folder.path, 'postgres', 'data', 'postmaster.pid');
    const pid = Number.parseInt(await readFile(lockFile, 'utf8').catch(() => ''), 10);
    return pid > 0 && isAlive(pid) ? pid : undefined;
  };
  return {
    path: folder.path,
    postmaster,
    async remove() {
      const pid = await postmaster();
      if (pid !== undefined) process.kill(pid, 'SIGQUIT');
      await until('PostgreSQL has ended', async () => (await postmaster()) === undefined);
      await folder.remove();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
