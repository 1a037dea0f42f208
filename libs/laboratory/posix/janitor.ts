import { removeFolder } from './own-folder.js';

/*
 * A process that waits for the end of the laboratory that started it, and then ends what it entrusted and removes its
 * folder. The laboratory ends it when it has cleaned up by itself; what is meant for the terminal's programs, Ctrl-C
 * above all, does not concern it.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const pids: number[] = [];
process.once('message', ({ path }: { path: string }) => {
  process.on('message', ({ pid }: { pid: number }) => pids.push(pid));
  process.once('disconnect', () => {
    for (const pid of pids) kill(pid);
    removeFolder(path).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.send?.('ready');
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
