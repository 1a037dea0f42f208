import { dropWhenFree } from './own-schema.js';

/*
 * A process that waits for the end of the laboratory that started it, and then removes its schema. The laboratory ends
 * it when it has cleaned up by itself; what is meant for the terminal's programs, Ctrl-C above all, does not concern it.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.once('message', ({ url, number }: { url: string; number: number }) => {
  process.once('disconnect', () => {
    dropWhenFree(url, number).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.send?.('ready');
});
