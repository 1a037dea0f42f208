export { assertNever } from './assert-never.js';
export type { Clock } from './clock.js';
export { describeFailure } from './describe-failure.js';
export { fieldPath } from './field-path.js';
export { derivedId, type Ids } from './ids.js';
export type { Json, JsonObject } from './json.js';
export { seededRandom, type Random } from './random.js';
export { Rejection, rejections, type RejectionDetails } from './rejection.js';
export { seal, unseal } from './seal.js';
