import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../../libs/identity/index.js';
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
      void reply.header('www-authenticate', 'Bearer');
      throw error;
    }
  };
}

/** Who comes with this `Authorization` header, for what is not an HTTP route. Throws what `authenticate` throws. */
export function admit({ identity }: Runtime, authorization: string | undefined): Promise<Principal> {
  return identity.authenticate(authorization);
}
