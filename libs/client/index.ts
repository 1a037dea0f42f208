export { createClient, TalekeeperError, type Client, type ClientOptions } from './client.js';
export * from './generated/operations.js';
