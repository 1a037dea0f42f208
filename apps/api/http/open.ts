import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Lets everybody call a controller's route, or leaves it to the route itself to find out who calls. Every other route
 * wants an API key or a bearer token; see `gate.ts`.
 */
export const Open = (because: string): MethodDecorator => RouteConfig({ open: because });

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Why a request for this route is let in without credentials. */
    open?: string;
  }
}
