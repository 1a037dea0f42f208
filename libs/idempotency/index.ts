export {
  KEY_LENGTH_MAX,
  once,
  type Carried,
  type IdempotencyKeys,
  type KeyedCommand,
  type KeyedRequest,
  type KnownKey,
} from './idempotency.js';
export { idempotencyRejectionCodes } from './rejections.js';
