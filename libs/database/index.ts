export * from './postgres/index.js';
export { databaseRejectionCodes } from './rejections.js';
