import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: databaseRejectionCodes, reject } = rejections([
  'DATA_FOLDER_NOT_WRITABLE',
  'EMBEDDED_POSTGRES_UNSUPPORTED',
  'EMBEDDED_POSTGRES_FAILED',
  'DATABASE_UNREACHABLE',
  'DATABASE_TOO_OLD',
  'DATABASE_IS_NEWER',
  'MIGRATION_CHANGED',
  'MIGRATION_FAILED',
  'TEXT_NOT_STORABLE',
]);
