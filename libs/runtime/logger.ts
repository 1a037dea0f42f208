import { pino, type Logger } from 'pino';
import type { Environment } from './environment.js';

/** JSON lines on standard error. */
export function openLogger(name: string, { LOG_LEVEL }: Environment): Logger {
  const serializers = { err: describeError };
  return pino({ name, level: LOG_LEVEL, serializers }, pino.destination({ dest: 2, sync: false }));
}

/** What an error says of itself. Drivers hang whole connections and their statements onto theirs. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { name, message, ...('code' in error ? { code: error.code } : {}), stack, ...cause };
}
