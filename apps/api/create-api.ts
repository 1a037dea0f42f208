import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Runtime } from '../../libs/runtime/index.js';
import { ApiModule } from './api.module.js';
import { explainer } from './errors.js';
import { endSoon } from './http/ending.js';
import { ErrorFilter } from './http/error-filter.js';
import { gate } from './http/gate.js';
import { requireOneJsonRequest, serverOptions } from './http/transport.js';

/** The API, ready to listen; closing it leaves the runtime open. */
export async function createApi(runtime: Runtime): Promise<NestFastifyApplication> {
  const { CORS_ORIGINS, BODY_SIZE_MAX_BYTES } = runtime.environment;
  const explain = explainer(runtime.logger, randomUUID);
  const adapter = new FastifyAdapter(serverOptions(runtime.environment));
  const api = await NestFactory.create<NestFastifyApplication>(ApiModule.over(runtime, explain), adapter, {
    // What goes wrong in a request is logged where it is explained; what goes wrong at the start is thrown.
    logger: false,
    abortOnError: false,
    // What Slack signs is the body as it came.
    rawBody: true,
    ...(CORS_ORIGINS.length > 0 ? { cors: { origin: CORS_ORIGINS } } : {}),
  });
  api.useGlobalFilters(new ErrorFilter(explain, BODY_SIZE_MAX_BYTES));
  const fastify = adapter.getInstance();
  // After what answers browsers, so that a refusal can be read by a web page too.
  fastify.after(() => void fastify.addHook('onRequest', gate(runtime)));
  fastify.addHook('preHandler', requireOneJsonRequest);
  endSoon(fastify, runtime.endWaiting);
  return api;
}
