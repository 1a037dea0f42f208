import { acquireEmbeddedPostgres } from '../database/index.js';
import type { Environment } from './environment.js';

/** A database to connect to; releasing it stops the embedded server if nobody else uses it. */
export interface DatabaseHold {
  readonly url: string;
  release(): Promise<void>;
}

/** The database that DATABASE_URL names, or the embedded one in TALEKEEPER_HOME, started if need be. */
export async function connectDatabase({ DATABASE_URL, TALEKEEPER_HOME }: Environment): Promise<DatabaseHold> {
  if (DATABASE_URL) return { url: DATABASE_URL, release: () => Promise.resolve() };
  return acquireEmbeddedPostgres({ folder: TALEKEEPER_HOME });
}
