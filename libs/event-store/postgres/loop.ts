/** Work that is repeated until it is stopped. */
export interface Loop {
  /** Begins, unless it has begun or was stopped; the first step runs at once. */
  start(): void;
  /** There may be something to do: the next step runs as soon as `busyMs` have passed since the last one. */
  kick(): void;
  /** Ends for good; resolves when the step under way has ended. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** Does some work; answers whether there may be more, in which case the next step follows after `busyMs`. */
  readonly step: () => Promise<boolean>;
  readonly busyMs: number;
  /** Longest wait when there is nothing to do; the wait doubles up to it. */
  readonly idleMs: number;
  /** Longest wait after failures in a row; the wait doubles up to it, and no kick shortens it. */
  readonly failedMs?: number | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

const SHORTEST_WAIT_MS = 25;

export function createLoop({ step, busyMs, idleMs, failedMs = 10_000, onError }: LoopOptions): Loop {
  let running: Promise<void> | undefined;
  let stopped = false;
  let kicked = false;
  let failures = 0;
  let wake: () => void = () => undefined;

  async function run(): Promise<void> {
    let waitMs = busyMs;
    while (!stopped) {
      kicked = false;
      try {
        waitMs = (await step()) ? busyMs : Math.min(idleMs, Math.max(SHORTEST_WAIT_MS, waitMs * 2));
        failures = 0;
      } catch (error) {
        failures += 1;
        waitMs = Math.min(failedMs, SHORTEST_WAIT_MS * 2 ** failures);
        onError?.(error);
      }
      await pause(failures > 0 ? waitMs : busyMs, () => stopped);
      if (failures === 0 && waitMs > busyMs) await pause(waitMs - busyMs, () => stopped || kicked);
    }
  }

  /** Waits for so long, or until a wake-up finds that it may end. */
  function pause(milliseconds: number, mayEnd: () => boolean): Promise<void> {
    if (mayEnd()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        if (!mayEnd()) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      if (!stopped) running ??= run();
    },
    kick() {
      kicked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
