/** The user pressed Ctrl-C; nothing is to be said of it. */
export class Interrupted extends Error {}

/** So long a command may clean up after itself; then it is ended. */
const CLEAN_UP_TIME_MAX_MS = 15_000;

/**
 * From the call on Ctrl-C no longer ends the process. What is returned waits for some work, and throws `Interrupted` as
 * soon as Ctrl-C was pressed, so that whoever called it can clean up.
 */
export function interruptible(): <Result>(work: Promise<Result>) => Promise<Result> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
  void signalled.then(() => setTimeout(giveUp, CLEAN_UP_TIME_MAX_MS).unref());
  const interrupt = () => {
    throw new Interrupted();
  };
  return (work) => Promise.race([work, signalled.then(interrupt)]);
}

/** Does work that cleans up after itself when its signal aborts, as Ctrl-C makes it do; then throws `Interrupted`. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const unlessInterrupted = interruptible();
  const running = work(stop.signal);
  try {
    return await unlessInterrupted(running);
  } catch (error) {
    stop.abort(error);
    await running.catch(() => undefined);
    throw error;
  }
}

function giveUp(): void {
  console.error(
    `What was begun has not come to an end within ${CLEAN_UP_TIME_MAX_MS / 1000} s: it was broken off.`,
  );
  process.exit(1);
}
