import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asAccount } from './account.js';
import type { Cluster } from './cluster.js';
import { isAlive } from './is-alive.js';

/** A server process that has the data folder open. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It accepts connections; `false` while it starts, recovers or stops. */
  readonly ready: boolean;
}

export interface StartedPostmaster {
  hasExited(): boolean;
}

/** The server that the data folder's lock file names, if it is alive. */
export async function postmasterOf(cluster: Cluster): Promise<Postmaster | undefined> {
  const content = await readFile(lockFile(cluster), 'utf8').catch(() => '');
  const lines = content.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  if (await isServing(pid, cluster)) return { pid, port, ready: lines[7]?.trim() === 'ready' };
  await discardLockFile(cluster, content);
  return undefined;
}

/**
 * Starts a server as a session leader, so that a Ctrl-C at the terminal does not reach it. It may lose against
 * another process that starts one at the same moment, or against a stranger who takes the port: then it exits.
 */
export async function startPostmaster(cluster: Cluster, durable: boolean): Promise<StartedPostmaster> {
  const { program, args, options } = asAccount(cluster.account, cluster.binaries.postgres, [
    '-D',
    cluster.data,
    ...settings(await freePort(), durable).flatMap((setting) => ['-c', setting]),
  ]);
  const log = openSync(cluster.log, 'a', 0o600);
  if (cluster.account !== undefined) fchownSync(log, cluster.account.uid, cluster.account.gid);
  const server = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  server.unref();
  let exited = false;
  server.once('exit', () => (exited = true)).once('error', () => (exited = true));
  return { hasExited: () => exited };
}

/** Ends all connections and stops; returns when the server has let go of its data, at the latest after a minute. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const server = await postmasterOf(cluster);
  if (server === undefined) return;
  process.kill(server.pid, 'SIGINT');
  const deadline = Date.now() + 60_000;
  while ((await postmasterOf(cluster))?.pid === server.pid && Date.now() < deadline) await pause(10);
}

/** The end of the server's log in one line. */
export async function lastLogLines(cluster: Cluster): Promise<string> {
  const lines = (await readFile(cluster.log, 'utf8').catch(() => '')).trim().split('\n');
  return lines.slice(-5).join(' | ') || 'none';
}

function settings(port: number, durable: boolean): string[] {
  const always = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_checkpoints=off',
  ];
  return durable ? always : [...always, 'fsync=off', 'full_page_writes=off'];
}

/**
 * Whether a process is the server of this cluster: a process id may be somebody else's by now, above all in
 * containers. A server works inside its data folder. Where that cannot be seen, the lock file is believed.
 */
async function isServing(pid: number, { data }: Cluster): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === undefined ? !(await isDefunct(pid)) : folder === (await realpath(data));
}

/** Dead, but not yet collected by its parent, as it stays in a container whose first process collects nobody. */
async function isDefunct(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^State:\s+[ZX]/m.test(status);
}

/** PostgreSQL sees for itself that the process of a lock file is dead, but not that it is a stranger or defunct. */
async function discardLockFile(cluster: Cluster, stale: string): Promise<void> {
  const current = await readFile(lockFile(cluster), 'utf8').catch(() => '');
  if (current === stale) await rm(lockFile(cluster), { force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

const lockFile = (cluster: Cluster) => join(cluster.data, 'postmaster.pid');
