import type { Logger } from 'pino';
import { openRateLimit, type RequireRate } from '../identity/index.js';
import type { Environment } from './environment.js';

/** How many requests each caller may make: counted by all processes together where there is Redis, else by each alone. */
export async function openRequestRate(
  { REDIS_URL, RATE_PER_SECOND, RATE_BURST }: Environment,
  logger: Logger,
): Promise<{ readonly require: RequireRate; close(): void }> {
  const rate = { perSecond: RATE_PER_SECOND, burst: RATE_BURST };
  if (REDIS_URL === undefined) return { require: openRateLimit(rate), close: () => undefined };
  const { openSharedRateLimit } = await import('../identity/redis/index.js');
  return openSharedRateLimit(REDIS_URL, rate, {
    onLost: (error) =>
      logger.warn({ err: error }, 'Redis cannot be reached: this process counts requests alone'),
    onRecovery: () => logger.info('requests are counted in Redis again'),
  });
}
