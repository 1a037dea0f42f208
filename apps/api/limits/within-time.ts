import type { ExecutionArgs } from 'graphql';
import { refused, reject } from './rejections.js';

/**
 * Executes, but answers OPERATION_TIMED_OUT when it takes too long; then no further field is asked for. What a
 * mutation has recorded until then stays.
 */
export function withinTime(execute: (args: ExecutionArgs) => unknown, timeMaxMs: number) {
  return (args: ExecutionArgs): unknown => {
    const late = new AbortController();
    const result = execute(Object.assign(args, { signal: late.signal }));
    if (!(result instanceof Promise)) return result;
    return new Promise((resolve, rejectPromise) => {
      const timer = setTimeout(() => {
        resolve({ errors: [refused(timedOut(timeMaxMs))] });
        late.abort();
      }, timeMaxMs);
      result.then(resolve, rejectPromise).finally(() => clearTimeout(timer));
    });
  };
}

const timedOut = (timeMaxMs: number) =>
  reject('OPERATION_TIMED_OUT', {
    message: `An operation may take ${timeMaxMs} ms; this one took longer and was given up.`,
    remedy: 'Ask for less at a time. A mutation may have had its effect: look before you send it again.',
  });
