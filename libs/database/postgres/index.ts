export { acquireEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded.js';
export {
  isPlace,
  readPage,
  readPages,
  type Bind,
  type Conditions,
  type List,
  type ListOrders,
  type Page,
  type PageRequest,
  type Place,
} from './list.js';
export { connect } from './connect.js';
export { migrate } from './migrate.js';
export { readMigrations, type Migration } from './migrations.js';
export { openPool, type PoolSettings } from './pool.js';
export { projectRoot } from './project-root.js';
export { sqlStatement } from './sql-statement.js';
export { unstorableText } from './unstorable-text.js';
export { inTransaction, withClient } from './transaction.js';
