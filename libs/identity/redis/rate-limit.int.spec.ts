import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describeWithRedis } from '../../../test/support/describe-with-redis.js';
import { startRedis, type RedisServer } from '../../../test/support/redis.js';
import { until } from '../../../test/support/until.js';
import { openSharedRateLimit } from './index.js';

describeWithRedis('a rate limit in Redis', () => {
  let redis: RedisServer;
  const said: string[] = [];
  const limits: ReturnType<typeof openSharedRateLimit>[] = [];
  const open = () => {
    const limit = openSharedRateLimit(
      redis.url,
      { perSecond: 2, burst: 3 },
      { onLost: () => said.push('lost'), onRecovery: () => said.push('back') },
    );
    limits.push(limit);
    return limit;
  };
  const isLetThrough = (limit: (typeof limits)[number], holder: string, nowMs: number) =>
    Promise.resolve(limit.require(holder, nowMs)).then(
      () => true,
      () => false,
    );

  beforeAll(async () => {
    redis = await startRedis();
    for (const limit of [open(), open()]) await limit.require('first', 0);
    await until('both are connected', () => limits.every((it) => it.isShared()));
  });
  afterAll(async () => {
    for (const limit of limits) limit.close();
    await redis.stop();
  });

  it('lets through as many requests as one process would, whichever process they come to', async () => {
    const [one, other] = limits as [(typeof limits)[number], (typeof limits)[number]];
    for (const limit of [one, other, one]) await limit.require('ada', 1_000);
    await expect(other.require('ada', 1_000)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 1,
    });
    expect(await isLetThrough(one, 'ada', 1_499)).toBe(false);
    expect(await isLetThrough(other, 'ada', 1_500)).toBe(true);
    expect(await isLetThrough(one, 'ada', 1_500)).toBe(false);
    expect(await isLetThrough(one, 'eve', 1_500)).toBe(true);
  });

  it('gives no more to a process whose clock is behind', async () => {
    const [one, other] = limits as [(typeof limits)[number], (typeof limits)[number]];
    for (let index = 0; index < 3; index += 1) await one.require('bob', 10_000);
    expect(await isLetThrough(other, 'bob', 2_000)).toBe(false);
    expect(await isLetThrough(one, 'bob', 10_500)).toBe(true);
  });

  it('makes no request wait once Redis has failed to answer one, until it answers again', async () => {
    const [one] = limits as [(typeof limits)[number]];
    redis.freeze();
    await one.require('zoe', 15_000);
    await until('it is known to be silent', () => !one.isShared());
    for (let index = 0; index < 2; index += 1) {
      const letThrough = isLetThrough(one, 'zoe', 15_000);
      expect(await Promise.race([letThrough, nextTurn('waits')])).toBe(true);
    }
    expect(await isLetThrough(one, 'zoe', 15_000)).toBe(false);
    expect(said).toEqual(['lost']);
    redis.thaw();
    await until('it answers again', () => one.isShared());
    expect(said.splice(0)).toEqual(['lost', 'back']);
    expect(await isLetThrough(one, 'zoe', 15_000)).toBe(true);
  });

  it('is that of the process alone while Redis is away, which is said once', async () => {
    const [one] = limits as [(typeof limits)[number]];
    await redis.stop();
    await until('both know that it is away', () => limits.every((it) => !it.isShared()));
    await until('it is said', () => said.length === 2);
    for (let index = 0; index < 3; index += 1) await one.require('ada', 20_000);
    expect(await isLetThrough(one, 'ada', 20_000)).toBe(false);
    expect(said).toEqual(['lost', 'lost']);
  });
});

it('makes no request wait for a Redis that accepts connections and has never answered', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `redis://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const said: string[] = [];
  const limit = openSharedRateLimit(
    url,
    { perSecond: 1, burst: 1 },
    { onLost: () => said.push('lost'), onRecovery: () => said.push('back') },
  );
  try {
    await limit.require('ada', 0);
    await until('it has been tried twice', () => sockets.length === 2);
    expect(await Promise.race([limit.require('eve', 0), nextTurn('waits')])).toBeUndefined();
    await expect(limit.require('ada', 0)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(said).toEqual(['lost']);
  } finally {
    limit.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
