import type { PendingVerification as Pending } from '../../../libs/runtime/index.js';
import type { PendingVerification } from './verification.types.js';

/** A verification that waits or runs, as the schema has it. */
export const presentPending = ({ payload, ...job }: Pending): PendingVerification => ({ ...job, ...payload });
