import { Redis } from 'ioredis';
import { openRateLimit, RateLimited, type Rate, type RequireRate } from '../rate-limit.js';

/** A rate limit that several processes have in common. */
export interface SharedRateLimit {
  readonly require: RequireRate;
  /** Whether Redis can be reached; if not, each process counts for itself. */
  isShared(): boolean;
  close(): void;
}

interface Told {
  /** Redis cannot be reached: said once, until it can. */
  readonly onLost: (error: unknown) => void;
  readonly onRecovery: () => void;
}

/**
 * A request is not to wait for long for a Redis that does not answer, and those after it not at all: the connection is
 * given up, and another one counts as ready only when Redis has answered on it.
 */
const ANSWER_MS_MAX = 500;

/**
 * The token buckets of `openRateLimit`, in Redis, which is connected to at the first request. While it is not there,
 * those of this process count.
 */
export function openSharedRateLimit(url: string, rate: Rate, { onLost, onRecovery }: Told): SharedRateLimit {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    // What this process has counted by then is not to be counted again.
    autoResendUnfulfilledCommands: false,
    commandTimeout: ANSWER_MS_MAX,
    socketTimeout: ANSWER_MS_MAX,
    disconnectTimeout: ANSWER_MS_MAX,
  });
  const requireHere = openRateLimit(rate);
  let isAway = false;
  const lost = (error: unknown) => {
    if (!isAway) onLost(error);
    isAway = true;
  };
  const back = () => {
    if (isAway) onRecovery();
    isAway = false;
  };
  redis.on('error', lost);
  redis.on('ready', back);

  const take = async (holder: string, nowMs: number) => {
    const answer = await redis.eval(TAKE, 1, `talekeeper:rate:${holder}`, rate.perSecond, rate.burst, nowMs);
    return Number(answer);
  };
  return {
    async require(holder, nowMs) {
      if (rate.perSecond === 0) return;
      if (redis.status === 'wait') redis.connect().catch(lost);
      if (redis.status !== 'ready') return requireHere(holder, nowMs);
      const missing = await take(holder, nowMs).catch(lost);
      if (missing === undefined) return requireHere(holder, nowMs);
      back();
      if (missing > 0) throw new RateLimited(rate, Math.ceil(missing / rate.perSecond));
    },
    isShared: () => redis.status === 'ready',
    close: () => redis.disconnect(),
  };
}

/** Takes a token out of a bucket and answers 0, or with how much of one is missing. A bucket that would be full is forgotten. */
const TAKE = `
  local perSecond, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'filledAtMs')
  local tokens, filledAtMs = tonumber(bucket[1]) or burst, tonumber(bucket[2]) or now
  tokens = math.min(burst, tokens + math.max(0, now - filledAtMs) * perSecond / 1000)
  if tokens < 1 then return tostring(1 - tokens) end
  redis.call('HSET', KEYS[1], 'tokens', tokens - 1, 'filledAtMs', math.max(now, filledAtMs))
  redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / perSecond))
  return '0'
`;
