/** Tells a terminal how far a proof or a sweep has come, on one line that it wipes in the end. */
export const progressOf = (what: string) => (done: number, total: number) => {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === total ? '\r\x1b[K' : `\r${what}: ${done} of ${total}\x1b[K`);
};
