/** The user pressed Ctrl-C; nothing is to be said of it. */
export class Interrupted extends Error {}

/**
 * From the call on Ctrl-C no longer ends the process. What is returned waits for some work, and throws `Interrupted` as
 * soon as Ctrl-C was pressed, so that whoever called it can clean up.
 */
export function interruptible(): <Result>(work: Promise<Result>) => Promise<Result> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
  const interrupt = () => {
    throw new Interrupted();
  };
  return (work) => Promise.race([work, signalled.then(interrupt)]);
}
