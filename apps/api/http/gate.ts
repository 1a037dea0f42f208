import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimited, type Principal } from '../../../libs/identity/index.js';
import type { Runtime } from '../../../libs/runtime/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes the request; the gate has seen to it, except on a route that is `@Open`. */
    principal: Principal;
  }
}

/**
 * Stands before every route, those that do not exist included, and before the body is read: nobody gets further
 * without proving who they are. Preflights of browsers pass, which never carry credentials.
 */
export function gate(runtime: Runtime) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.routeOptions.config.open !== undefined || request.method === 'OPTIONS') return;
    try {
      request.principal = await admit(runtime, request.headers.authorization);
    } catch (error) {
      if (error instanceof RateLimited) void reply.header('retry-after', error.retryAfterSeconds);
      else void reply.header('www-authenticate', 'Bearer');
      throw error;
    }
  };
}

/**
 * Who comes with this `Authorization` header, if they may make a request now; for what is not an HTTP route.
 * Throws what `authenticate` throws, and RateLimited.
 */
export async function admit({ identity }: Runtime, authorization: string | undefined): Promise<Principal> {
  const principal = await identity.authenticate(authorization);
  await identity.requireRate(principal);
  return principal;
}
