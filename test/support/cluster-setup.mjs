import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREFIX, removeCluster } from './cluster-teardown.mjs';

/**
 * Names the folder of this run's database cluster; the first test that wants a database starts the server in it.
 * What interrupted runs have left is removed.
 */
export default async function nameCluster() {
  await sweep();
  process.env.TALEKEEPER_TEST_CLUSTER = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

async function sweep() {
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  const abandoned = left.filter((name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)));
  for (const name of abandoned) await removeCluster(join(tmpdir(), name)).catch(() => undefined);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
