import { randomUUID } from 'node:crypto';
import type { Principal } from '../../libs/identity/index.js';
import type { Caller } from '../../libs/runtime/index.js';

/** What resolvers are handed with each request. */
export interface RequestContext {
  /** Who makes it; every resolver runs behind the gate. */
  readonly principal: Principal;
  readonly request: Request;
  caller?: Caller;
}

const ACCEPTABLE_ID = /^[\w.:@/+-]{1,100}$/;

/**
 * Who calls, and under which correlation id: the one in the header `x-correlation-id` if it is an acceptable name, else
 * a fresh one. One request is one caller.
 */
export function callerOf(context: RequestContext): Caller {
  return (context.caller ??= {
    actor: context.principal.actor,
    correlationId: correlationIdOf(context.request) ?? randomUUID(),
  });
}

function correlationIdOf({ headers }: Request): string | undefined {
  const value = headers.get('x-correlation-id')?.trim();
  return value && ACCEPTABLE_ID.test(value) ? value : undefined;
}
