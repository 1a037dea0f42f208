import { reject } from '../rejections.js';

/** So long a request may wait for the answer of a background job, in milliseconds. */
export const WAIT_MAX_MS = 10_000;

/** Throws WAIT_INVALID. */
export function requireWait(waitMs: number): void {
  if (waitMs >= 0 && waitMs <= WAIT_MAX_MS) return;
  throw reject('WAIT_INVALID', {
    message: `A request can wait from 0 to ${WAIT_MAX_MS} ms, not ${waitMs}.`,
    field: 'waitMs',
    remedy: 'Wait for less, and ask for the report again later.',
  });
}
