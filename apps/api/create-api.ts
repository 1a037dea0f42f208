import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Runtime } from '../../libs/runtime/index.js';
import { ApiModule } from './api.module.js';

/** Room for the largest report that is accepted, with what JSON adds to it. */
const BODY_SIZE_MAX_BYTES = 16 * 1024 * 1024;

/** The API, ready to listen; closing it leaves the runtime open. */
export async function createApi(runtime: Runtime): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_SIZE_MAX_BYTES, forceCloseConnections: 'idle' });
  return NestFactory.create<NestFastifyApplication>(ApiModule.over(runtime), adapter, {
    // What goes wrong in a request is logged where it is masked; what goes wrong at the start is thrown.
    logger: false,
    abortOnError: false,
  });
}
