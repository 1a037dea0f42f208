import type { FastifyInstance } from 'fastify';

/**
 * Has a server that is closed end soon: it is said so first, and a connection that is in use then ends with its answer,
 * instead of being kept for a next request.
 */
export function endSoon(fastify: Pick<FastifyInstance, 'addHook'>, onEnding: () => void): void {
  let isEnding = false;
  fastify.addHook('preClose', (done) => {
    isEnding = true;
    onEnding();
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (isEnding) void reply.header('connection', 'close');
    done(null, payload);
  });
}
