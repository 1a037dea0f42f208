import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Begins the name of every folder that holds a cluster for tests; the process id of its run follows. */
export const PREFIX = 'talekeeper-jest-';

/** Stops this run's database server, if a test has started it, and removes its data. */
export default async function removeClusterOfThisRun() {
  await removeCluster(process.env.TALEKEEPER_TEST_CLUSTER);
}

/** Stops without ceremony: nothing in it is wanted again. */
export async function removeCluster(folder) {
  const lockFile = join(folder, 'postgres', 'data', 'postmaster.pid');
  const pid = Number.parseInt(await readFile(lockFile, 'utf8').catch(() => ''), 10);
  if (pid > 0) {
    process.kill(pid, 'SIGQUIT');
    const deadline = Date.now() + 30_000;
    while ((await exists(lockFile)) && Date.now() < deadline) await pause(10);
  }
  await rm(folder, { recursive: true, force: true });
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
