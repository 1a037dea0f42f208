import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The operating system's account that PostgreSQL runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so that root needs another account for it: the one that owns the data or the
 * place where they will be, else `postgres`, else `nobody`. Anybody else runs it as themselves: `undefined`.
 */
export async function accountFor(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await nearestExisting(join(resolve(folder), 'postgres'));
  if (uid !== 0) return { uid, gid };
  return (await accountNamed('postgres')) ?? (await accountNamed('nobody')) ?? { uid: 65_534, gid: 65_534 };
}

/**
 * How to run a program under an account: what to spawn, and with which options. The program sees none of
 * PostgreSQL's own environment variables, and speaks English.
 */
export function asAccount(account: Account | undefined, program: string, args: readonly string[]) {
  const options = { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } };
  if (account === undefined) return { program, args: [...args], options };
  const prefix = crossingFolders(account);
  return canRun([...prefix, 'true'])
    ? { program: 'setpriv', args: [...prefix, program, ...args], options }
    : { program, args: [...args], options: { ...options, ...account } };
}

/**
 * The arguments of `setpriv` that change the account but keep the one right to pass through root's own folders,
 * where a clone often lies (`/root`, `mktemp -d`). Without `no_setuid_fixup`, access(2) would forget that right.
 */
function crossingFolders({ uid, gid }: Account): string[] {
  return [
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
}

const canRun = (args: readonly string[]) => spawnSync('setpriv', args, { stdio: 'ignore' }).status === 0;

async function nearestExisting(path: string): Promise<Account> {
  try {
    return await stat(path);
  } catch {
    return path === dirname(path) ? { uid: 0, gid: 0 } : nearestExisting(dirname(path));
  }
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find(([account]) => account === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}
