import { createServer } from 'node:http';
import type { Environment } from './environment.js';
import type { Runtime } from './runtime.js';
import type { Service } from './service.js';

/** Whether the database and the queue answer. */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unavailable';
  readonly queue: 'ok' | 'unavailable';
}

export async function checkHealth(checks: {
  database: () => Promise<unknown>;
  queue: () => Promise<unknown>;
}): Promise<Health> {
  const answer = (check: () => Promise<unknown>) =>
    check().then(
      () => 'ok' as const,
      () => 'unavailable' as const,
    );
  const [database, queue] = await Promise.all([answer(checks.database), answer(checks.queue)]);
  return { status: database === 'ok' && queue === 'ok' ? 'ok' : 'unavailable', database, queue };
}

/** The worker's health over HTTP, for container engines; where no port is configured nothing listens. */
export async function serveHealth(
  runtime: Runtime,
  { WORKER_HEALTH_PORT, HOST }: Environment,
): Promise<Service> {
  if (WORKER_HEALTH_PORT === undefined) return { close: () => Promise.resolve() };
  const server = createServer((_request, response) => {
    void runtime.health().then((health) => {
      response.writeHead(health.status === 'ok' ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(health));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(WORKER_HEALTH_PORT, HOST, resolve);
  });
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}
