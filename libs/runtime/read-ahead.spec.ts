import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readAhead } from './read-ahead.js';

describe('what is new in the log', () => {
  let grown: () => void;
  let readings: number;
  let failures: unknown[];
  const follow = (failure?: Error) => {
    [readings, failures] = [0, []];
    const read = async () => {
      readings += 1;
      if (failure) return Promise.reject(failure);
    };
    const onLogGrowth = (callback: () => void) => {
      grown = callback;
      return () => (grown = () => undefined);
    };
    return readAhead(read, onLogGrowth, (error) => failures.push(error));
  };
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is read within a second, once for all that has come in by then', async () => {
    follow();
    for (let times = 0; times < 5; times += 1) grown();
    expect(readings).toBe(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(readings).toBe(1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(readings).toBe(1);
    grown();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(readings).toBe(2);
  });

  it('is not read any more after the end, nor is what was new before', async () => {
    const stop = follow();
    grown();
    stop();
    grown();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(readings).toBe(0);
  });

  it('is read the next time if it could not be read, and that is said', async () => {
    const failure = new Error('the database is away');
    follow(failure);
    for (const times of [1, 2]) {
      grown();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(failures).toEqual(Array.from({ length: times }, () => failure));
    }
  });
});
