import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rejection } from '../../../libs/kernel/index.js';
import type { Environment } from '../../../libs/runtime/index.js';
import { explained } from '../errors.js';
import { reject } from './rejections.js';
import { mediaTypeUnsupported } from './refusal.js';

/** What the HTTP server itself sees to: how large a request is, and how long it takes to arrive. */
export function serverOptions({ BODY_SIZE_MAX_BYTES, REQUEST_TIME_MAX_MS }: Environment) {
  return {
    bodyLimit: BODY_SIZE_MAX_BYTES,
    requestTimeout: REQUEST_TIME_MAX_MS,
    http: {
      headersTimeout: REQUEST_TIME_MAX_MS,
      connectionsCheckingInterval: Math.min(1_000, REQUEST_TIME_MAX_MS),
    },
    forceCloseConnections: 'idle' as const,
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) =>
      answerRaw(
        socket,
        error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? timedOut(REQUEST_TIME_MAX_MS) : malformed(),
      ),
  };
}

/** Refuses of GraphQL over HTTP what its server would let through or refuse without a code of ours. */
export function requireOneJsonRequest(
  request: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  if (request.routeOptions.url !== '/graphql' || request.method !== 'POST') return done();
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') return done(mediaTypeUnsupported());
  if (!Array.isArray(request.body)) return done();
  done(
    reject('BATCHING_NOT_SUPPORTED', {
      message: 'A request has one operation; this one has a list.',
      remedy: 'Send one request for each; they may share a connection.',
    }),
  );
}

/** Answers on a connection whose request never became one. */
function answerRaw(
  socket: Socket,
  { status, reason, rejection }: { status: number; reason: string; rejection: Rejection },
): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify({ errors: [explained(rejection)] });
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}

const timedOut = (timeMaxMs: number) => ({
  status: 408,
  reason: 'Request Timeout',
  rejection: reject('REQUEST_TIMED_OUT', {
    message: `A request has to arrive within ${timeMaxMs} ms.`,
    remedy: 'Send it faster, or less at a time.',
  }),
});

const malformed = () => ({
  status: 400,
  reason: 'Bad Request',
  rejection: reject('REQUEST_INVALID', { message: 'This is not HTTP.', remedy: 'Correct the request.' }),
});
