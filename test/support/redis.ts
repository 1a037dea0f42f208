import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './processes.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

export interface RedisServer {
  readonly url: string;
  /** From now on it accepts connections and answers nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** Whether a `redis-server` is on PATH. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of one's own, empty, that keeps nothing. */
export async function startRedis(): Promise<RedisServer> {
  if (!hasRedis())
    throw new Error('There is no redis-server on PATH; on Debian: apt-get install redis-server.');
  const [port, folder] = [await freePort(), await temporaryFolder()];
  const options = { bind: '127.0.0.1', port, dir: folder.path, save: '', appendonly: 'no', daemonize: 'no' };
  const server = spawn(
    'redis-server',
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
  );
  let said = '';
  server.stdout.on('data', (part: Buffer) => (said += part.toString()));
  const exit = once(server, 'exit');
  await until('Redis accepts connections', () => said.includes('Ready to accept connections'));
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async stop() {
      server.kill('SIGKILL');
      await exit;
      await folder.remove();
    },
  };
}
