export { openApiKeys, type ApiKeys, type StoredKey } from './api-keys.js';
