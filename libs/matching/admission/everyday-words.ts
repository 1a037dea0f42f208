import type { CompiledPattern } from '../../incident/index.js';

/** What logs say of any event: how bad it was, and how it ended. */
const WORDS = [
  'error',
  'errors',
  'warn',
  'warning',
  'crit',
  'critical',
  'fatal',
  'severe',
  'alert',
  'emerg',
  'emergency',
  'panic',
  'exception',
  'traceback',
  'traceback (most recent call last):',
  'stack trace',
  'fail',
  'fails',
  'failed',
  'failing',
  'failure',
  'failed to',
  'failed with',
  'an error occurred',
  'unknown error',
  'internal error',
  'unexpected',
  'unsuccessful',
  'aborted',
  'abort',
  'refused',
  'denied',
  'rejected',
  'forbidden',
  'invalid',
  'timeout',
  'timed out',
  'time out',
  'unavailable',
  'unreachable',
  'lost',
  'missing',
  'not found',
  'retry',
  'retrying',
  'crash',
  'crashed',
  'killed',
  'down',
  'died',
  'dead',
  'bad',
  'broken',
];

/** What lines begin with, whatever they say. */
const HEADS = [
  '',
  '2026-01-02 03:04:05.678 1234 ',
  '2026-01-02T03:04:05.678Z [service] ',
  '[2026-01-02 03:04:05,678] ',
  'Jan  2 03:04:05 host service[1234]: ',
];

const spelled = WORDS.flatMap((it) => [it, it[0]!.toUpperCase() + it.slice(1), it.toUpperCase()]);
/** In any order, if a pattern asks for two or three of them. */
const allOfThem = [...spelled, ...spelled, ...spelled].join(' ');
const LINES = HEADS.flatMap((head) => [...spelled, allOfThem].map((it) => head + it));

/** Whether a pattern is content with what any log says of any event, and so names none. */
export const namesNoEvent = (pattern: CompiledPattern): boolean =>
  LINES.some((line) => pattern.occursIn(line));
