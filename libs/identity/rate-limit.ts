import { Rejection } from '../kernel/index.js';

/** How many requests somebody may make: so many at once, and so many a second on end. */
export interface Rate {
  /** 0: as many as they like. */
  readonly perSecond: number;
  readonly burst: number;
}

/** Too many requests; `retryAfterSeconds` is when the next one is let through. */
export class RateLimited extends Rejection {
  constructor(
    { perSecond, burst }: Rate,
    readonly retryAfterSeconds: number,
  ) {
    super('RATE_LIMITED', {
      message: `A key may make ${burst} requests at once and ${perSecond} a second on end.`,
      remedy: `Wait ${retryAfterSeconds} s.`,
    });
  }
}

/** Lets a holder through or throws `RateLimited`; the time in milliseconds is handed in and never goes back. */
export type RequireRate = (holder: string, nowMs: number) => void | Promise<void>;

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** More holders than this are not remembered at a time, unless each of them has just made requests. */
const HOLDERS_MAX = 10_000;

/**
 * A token bucket for each holder: it holds `burst` tokens, a request takes one, and `perSecond` come back each second.
 */
export function openRateLimit(rate: Rate): (holder: string, nowMs: number) => void {
  const { perSecond, burst } = rate;
  const buckets = new Map<string, Bucket>();
  const filled = ({ tokens, filledAtMs }: Bucket, nowMs: number) =>
    Math.min(burst, tokens + (Math.max(0, nowMs - filledAtMs) * perSecond) / 1000);
  const forgetFull = (nowMs: number) => {
    for (const [holder, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(holder);
  };
  return (holder, nowMs) => {
    if (perSecond === 0) return;
    const bucket = buckets.get(holder) ?? { tokens: burst, filledAtMs: nowMs };
    const tokens = filled(bucket, nowMs);
    if (tokens < 1) throw new RateLimited(rate, Math.ceil((1 - tokens) / perSecond));
    if (buckets.size >= HOLDERS_MAX && !buckets.has(holder)) forgetFull(nowMs);
    buckets.set(holder, { tokens: tokens - 1, filledAtMs: Math.max(nowMs, bucket.filledAtMs) });
  };
}
