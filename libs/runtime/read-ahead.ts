/** How long what is new in the log may stay unread, in milliseconds. */
const UNREAD_MAX_MS = 1_000;

/** Has the log read soon after it has grown, before anybody asks; returns the end of that. */
export function readAhead(
  read: () => Promise<unknown>,
  onLogGrowth: (callback: () => void) => () => void,
  onError: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stopListening = onLogGrowth(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      read().catch(onError);
    }, UNREAD_MAX_MS);
  });
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}
