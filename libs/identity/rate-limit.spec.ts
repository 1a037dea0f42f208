import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openRateLimit, RateLimited } from './rate-limit.js';

const isLetThrough = (work: () => void) => {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof RateLimited) return false;
    throw error;
  }
};

describe('a rate limit', () => {
  it('lets a burst through, then so many a second, and says when to come again', () => {
    const require = openRateLimit({ perSecond: 2, burst: 3 });
    for (let index = 0; index < 3; index += 1) require('ada', 0);
    expect(() => require('ada', 0)).toThrow(
      expect.objectContaining({ code: 'RATE_LIMITED', retryAfterSeconds: 1 }),
    );
    expect(isLetThrough(() => require('ada', 499))).toBe(false);
    expect(isLetThrough(() => require('ada', 500))).toBe(true);
    expect(isLetThrough(() => require('ada', 500))).toBe(false);
  });

  it('counts each holder apart', () => {
    const require = openRateLimit({ perSecond: 1, burst: 1 });
    require('ada', 0);
    require('eve', 0);
    expect(isLetThrough(() => require('ada', 0))).toBe(false);
  });

  it('lets everything through when the rate is 0', () => {
    const require = openRateLimit({ perSecond: 0, burst: 1 });
    for (let index = 0; index < 1_000; index += 1) require('ada', 0);
  });

  it('never lets more through than the burst and what has come back, and whoever waits as told is let through', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        pauses,
        (perSecond, burst, gaps) => {
          const require = openRateLimit({ perSecond, burst });
          let nowMs = 0;
          let through = 0;
          for (const gap of gaps) {
            nowMs += gap;
            try {
              require('ada', nowMs);
              through += 1;
            } catch (error) {
              nowMs += (error as RateLimited).retryAfterSeconds * 1000;
              require('ada', nowMs);
              through += 1;
            }
            expect(through).toBeLessThanOrEqual(burst + (nowMs * perSecond) / 1000);
          }
        },
      ),
    );
  });
});
