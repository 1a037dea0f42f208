import { randomUUID } from 'node:crypto';
import type { Caller } from '../../libs/runtime/index.js';

/** What Yoga hands to resolvers of a request over HTTP. */
export interface RequestContext {
  readonly request: Request;
  caller?: Caller;
}

const ACCEPTABLE_ID = /^[\w.:@/+-]{1,100}$/;

/**
 * Who calls, and under which correlation id: taken from the headers `x-talekeeper-actor` and `x-correlation-id`
 * where these are acceptable names, else `anonymous` and a fresh id. One request is one caller.
 */
export function callerOf(context: RequestContext): Caller {
  return (context.caller ??= callerOfHeaders((name) => context.request.headers.get(name)));
}

function callerOfHeaders(header: (name: string) => string | null): Caller {
  const acceptable = (name: string) => {
    const value = header(name)?.trim();
    return value && ACCEPTABLE_ID.test(value) ? value : undefined;
  };
  return {
    actor: acceptable('x-talekeeper-actor') ?? 'anonymous',
    correlationId: acceptable('x-correlation-id') ?? randomUUID(),
  };
}
