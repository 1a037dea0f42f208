import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { reject } from '../rejections.js';
import { asAccount, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { isAlive } from './is-alive.js';

/** A data folder that is ready to be served: `postgres/` with the data, the password and the server's log. */
export interface Cluster {
  readonly data: string;
  readonly log: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}

/** The only role of an embedded server. */
export const USER = 'talekeeper';

const PREPARED = 'postgres.new-';

/**
 * Opens the cluster of a folder, and makes it on first use. A new one is made beside its place and moved there
 * whole, so that a process that is killed leaves nothing half-finished, and of two at once one wins.
 */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<Cluster> {
  const place = join(resolve(folder), 'postgres');
  try {
    const password = (await passwordIn(place)) ?? (await create(place, binaries, account, durable));
    return { data: join(place, 'data'), log: join(place, 'log'), password, binaries, account };
  } catch (error) {
    throw isFileError(error) ? notWritable(folder, error) : error;
  }
}

async function create(
  place: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<string> {
  const parent = resolve(place, '..');
  const created = await mkdir(parent, { recursive: true });
  if (created !== undefined && account !== undefined) await chown(parent, account.uid, account.gid);
  await sweep(parent);
  const draft = join(parent, `${PREPARED}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    const password = randomBytes(24).toString('base64url');
    await writeFile(join(draft, 'password'), password, { mode: 0o600 });
    if (account !== undefined) {
      await chown(join(draft, 'password'), account.uid, account.gid);
      await chown(draft, account.uid, account.gid);
    }
    await initialize(draft, binaries, account, durable);
    await rename(draft, place);
    return password;
  } catch (error) {
    const winner = await passwordIn(place);
    if (winner === undefined) throw error;
    return winner;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The builtin locale sorts by code point, needs nothing of the operating system, and knows upper and lower case. */
async function initialize(
  draft: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const { program, args, options } = asAccount(account, binaries.initdb, [
    `--pgdata=${join(draft, 'data')}`,
    `--username=${USER}`,
    `--pwfile=${join(draft, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  try {
    await promisify(execFile)(program, args, options);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw reject('EMBEDDED_POSTGRES_FAILED', {
      message: `The embedded PostgreSQL could not create its data folder: ${firstLines(stderr || message)}`,
      remedy:
        'Free some disk space or choose another TALEKEEPER_HOME, or set DATABASE_URL to your own PostgreSQL.',
    });
  }
}

const firstLines = (text: string) => text.trim().split('\n').slice(0, 2).join(' | ');

async function passwordIn(place: string): Promise<string | undefined> {
  return readFile(join(place, 'password'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Removes what processes left that were killed while they made a cluster. */
async function sweep(parent: string): Promise<void> {
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(PREPARED));
  const abandoned = drafts.filter((name) => !isAlive(Number.parseInt(name.slice(PREPARED.length), 10)));
  await Promise.all(abandoned.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  const { syscall, path } = error as NodeJS.ErrnoException;
  return syscall !== undefined && path !== undefined;
}

function notWritable(folder: string, error: NodeJS.ErrnoException) {
  return reject('DATA_FOLDER_NOT_WRITABLE', {
    message: `The data folder ${resolve(folder)} cannot be used: ${error.message}.`,
    field: 'TALEKEEPER_HOME',
    remedy: 'Make it writable for this user, or set TALEKEEPER_HOME to a folder that is.',
  });
}
