import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The operating system's account that PostgreSQL runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so that root needs another account for it: the owner of the data; for data that
 * are still to be made the owner of their place, else `postgres`, else `nobody`. These need a name, because initdb
 * refuses accounts that have none. Anybody else runs it as themselves: `undefined`.
 */
export async function accountFor(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const data = join(resolve(folder), 'postgres');
  const owner = await ownerOf(data);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const place = await nearestOwner(dirname(data));
  const named = await namedAccounts();
  if (place.uid !== 0 && [...named.values()].some(({ uid }) => uid === place.uid)) return place;
  return named.get('postgres') ?? named.get('nobody') ?? { uid: 65_534, gid: 65_534 };
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

async function ownerOf(path: string): Promise<Account | undefined> {
  return stat(path).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );
}

/** The owner of a folder, or of the place where it will be made. */
async function nearestOwner(path: string): Promise<Account> {
  const owner = await ownerOf(path);
  if (owner !== undefined || path === dirname(path)) return owner ?? { uid: 0, gid: 0 };
  return nearestOwner(dirname(path));
}

async function namedAccounts(): Promise<Map<string, Account>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = lines.map((line) => line.split(':'));
  return new Map(fields.map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
}
