import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLoop, type Loop } from './loop.js';

describe('a loop', () => {
  let loop: Loop;
  let steps: number;
  let answer: () => Promise<boolean>;
  const errors: unknown[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    steps = 0;
    errors.length = 0;
    answer = async () => false;
    const step = () => {
      steps += 1;
      return answer();
    };
    loop = createLoop({ step, busyMs: 25, idleMs: 500, failedMs: 1_000, onError: (it) => errors.push(it) });
  });
  afterEach(async () => {
    await loop.stop();
    jest.useRealTimers();
  });

  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

  it('steps every 25 ms while there is work', async () => {
    answer = async () => true;
    loop.start();
    await pass(1_000);
    expect(steps).toBe(41);
  });

  it('slows down to every 500 ms when there is none', async () => {
    loop.start();
    await pass(10_000);
    const before = steps;
    await pass(5_000);
    expect(steps - before).toBe(10);
  });

  it('steps at once when it is kicked out of idleness, and soon again', async () => {
    loop.start();
    await pass(10_000);
    await pass(100);
    const before = steps;
    loop.kick();
    await pass(0);
    expect(steps - before).toBe(1);
  });

  it('keeps its distance of 25 ms however often it is kicked', async () => {
    loop.start();
    for (let millisecond = 0; millisecond < 1_000; millisecond += 1) {
      loop.kick();
      await pass(1);
    }
    expect(steps).toBe(41);
  });

  it('does not miss a kick during a step', async () => {
    let finish: (more: boolean) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    loop.start();
    loop.kick();
    finish(false);
    await pass(25);
    expect(steps).toBe(2);
    finish(false);
  });

  it('reports failures, waits longer after each, and is not hurried by kicks', async () => {
    answer = async () => {
      throw new Error('no connection');
    };
    loop.start();
    for (let second = 0; second < 10; second += 1) {
      loop.kick();
      await pass(1_000);
    }
    expect(errors.length).toBe(steps);
    expect(steps).toBeGreaterThan(10);
    expect(steps).toBeLessThan(16);
    answer = async () => false;
    await pass(1_000);
    const before = steps;
    await pass(5_000);
    expect(steps - before).toBeGreaterThanOrEqual(10);
  });

  it('stops after the step under way', async () => {
    let finish: (more: boolean) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    loop.start();
    let hasStopped = false;
    const stopping = loop.stop().then(() => (hasStopped = true));
    await pass(1_000);
    expect(hasStopped).toBe(false);
    finish(true);
    await stopping;
    await pass(1_000);
    expect(steps).toBe(1);
  });

  it('stops for good: whoever starts it while it ends, or later, starts nothing', async () => {
    let finish: (more: boolean) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    loop.start();
    const stopping = loop.stop();
    loop.start();
    finish(true);
    await pass(1_000);
    await stopping;
    loop.start();
    await pass(1_000);
    expect(steps).toBe(1);
  });
});
