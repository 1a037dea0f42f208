import type pg from 'pg';
import { reject } from '../rejections.js';

/** The first connection of a pool. Throws DATABASE_UNREACHABLE with the reason, and never with the password. */
export async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw reject('DATABASE_UNREACHABLE', {
      message: `No connection to the database ${placeOf(pool.options.connectionString)}: ${reasonOf(error)}.`,
      field: 'DATABASE_URL',
      remedy: 'Check that the server runs there and that its address, user and password are right.',
    });
  }
}

function placeOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return 'of the given address';
  const { host, pathname, username } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1))} at ${host} as ${decodeURIComponent(username) || 'the default user'}`;
}

/** A name with several addresses fails with one error each, and no words of its own. */
function reasonOf(error: unknown): string {
  const { message, errors } = error as Partial<AggregateError>;
  return message || (errors ?? []).map(reasonOf).join('; ') || String(error);
}
