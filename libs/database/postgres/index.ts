export { acquireEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded.js';
export { migrate } from './migrate.js';
export { readMigrations, type Migration } from './migrations.js';
export { openPool, type PoolSettings } from './pool.js';
export { projectRoot } from './project-root.js';
export { sqlStatement } from './sql-statement.js';
export { inTransaction, withClient } from './transaction.js';
