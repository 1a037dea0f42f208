import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../libs/database/index.js';
import { environmentSchema, readEnvironment } from '../../libs/runtime/index.js';

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
}

const { services } = parse(readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8'), {
  merge: true,
}) as {
  services: Record<string, Service>;
};
const ours = ['api', 'worker'].map((name): [string, Service] => [name, services[name]!]);

describe('docker-compose.yml', () => {
  it('is PostgreSQL, Redis, an api and a worker, each with a health check', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
    for (const { healthcheck } of Object.values(services)) expect(healthcheck.test[0]).toBe('CMD');
  });

  it.each(ours)('runs a program of the build as the %s', (_, { command }) => {
    const source = command![1]!.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    expect(existsSync(join(projectRoot, source))).toBe(true);
  });

  it.each(ours)(
    'sets variables for the %s that Talekeeper knows, to values that it accepts',
    (_, service) => {
      const variables = Object.entries(service.environment!).map(([name, value]): [string, string] => [
        name,
        filled(value),
      ]);
      expect(Object.keys(service.environment!).filter((name) => !(name in environmentSchema.shape))).toEqual(
        [],
      );
      expect(readEnvironment(Object.fromEntries(variables))).toMatchObject({ HOST: '0.0.0.0' });
    },
  );

  it.each(ours)(
    'asks the %s for its health on the port that it listens on',
    (_, { environment, healthcheck }) => {
      const port = environment!['WORKER_HEALTH_PORT'] ?? environment!['PORT'];
      expect(healthcheck.test.at(-1)).toBe(`http://127.0.0.1:${port}/health/ready`);
    },
  );

  it.each(ours)('starts the %s when its servers are ready', (_, { depends_on }) => {
    expect(depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  it('is reachable from its own host only', () => {
    expect(services['api']!.ports).toEqual(['127.0.0.1:4000:4000']);
    expect(Object.values(services).flatMap(({ ports }) => ports ?? [])).toHaveLength(1);
  });
});

/** As Compose fills in a variable that is not set: `${NAME:-default}`. */
function filled(value: string | number): string {
  return String(value).replace(/\$\{\w+:-(.*?)\}/g, '$1');
}
