import pg from 'pg';

export interface PoolSettings {
  /** Most connections at a time; the rest wait for one to come free. */
  readonly max: number;
  /** Schema in which unqualified names are looked up; PostgreSQL's default when absent. */
  readonly searchPath?: string;
  /**
   * `false`: a commit does not wait for the disk. Should the server crash, the last commits are missing, none of them
   * before an earlier one; for what can be made again from what is older.
   */
  readonly synchronousCommit?: boolean;
  /** PostgreSQL gives up a statement that takes longer; without it, none is given up. */
  readonly statementTimeMaxMs?: number;
  /** Told when an idle connection breaks. The pool has replaced it already, so that nothing needs to be done. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** A pool of connections. It connects on first use: `migrate` is the one that reports an unreachable server. */
export function openPool(
  url: string,
  { max, searchPath, synchronousCommit = true, statementTimeMaxMs, onConnectionLost }: PoolSettings,
): pg.Pool {
  const options = [
    ...(searchPath === undefined ? [] : [`-c search_path=${searchPath}`]),
    ...(synchronousCommit ? [] : ['-c synchronous_commit=off']),
    ...(statementTimeMaxMs === undefined ? [] : [`-c statement_timeout=${statementTimeMaxMs}`]),
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'talekeeper',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(options.length === 0 ? {} : { options: options.join(' ') }),
  });
  pool.on('error', (error) => onConnectionLost?.(error));
  return pool;
}
