import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { interruptible, Interrupted, untilInterrupted } from './interrupted.js';

const never = new Promise<never>(() => undefined);

describe.each(['SIGINT', 'SIGTERM'])('a command that gets a %s', (signal) => {
  let exit: jest.SpiedFunction<typeof process.exit>;
  let said: jest.SpiedFunction<typeof console.error>;
  beforeEach(() => {
    jest.useFakeTimers();
    exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    said = jest.spyOn(console, 'error').mockReturnValue(undefined);
  });
  afterEach(() => {
    process.removeAllListeners(signal);
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('stops waiting for its work', async () => {
    const waiting = interruptible()(never);
    process.emit(signal as 'SIGINT');
    await expect(waiting).rejects.toBeInstanceOf(Interrupted);
  });

  it('waits until what can be called off has cleaned up after itself', async () => {
    const order: string[] = [];
    const working = untilInterrupted(async (stop) => {
      await new Promise((aborted) => stop.addEventListener('abort', aborted));
      await Promise.resolve();
      order.push('cleaned up');
    });
    process.emit(signal as 'SIGINT');
    await expect(working.finally(() => order.push('ended'))).rejects.toBeInstanceOf(Interrupted);
    expect(order).toEqual(['cleaned up', 'ended']);
  });

  it('is ended after 15 seconds if it cannot clean up, and says so', async () => {
    interruptible();
    await jest.advanceTimersByTimeAsync(60_000);
    process.emit(signal as 'SIGINT');
    await jest.advanceTimersByTimeAsync(14_999);
    expect(exit).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(exit).toHaveBeenCalledWith(1);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('15 s'));
  });
});
