import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../database/index.js';

/** A process has ended from which an answer was awaited. */
export class ProgramEnded extends Error {}

/**
 * Starts a program of this library as a process of its own, and waits until it says that it is ready. What it is told
 * goes through its channel, so that no command line shows it; when the channel closes, it ends.
 */
export async function startProgram(
  path: string,
  task: object,
  nodeOptions: string[] = [],
): Promise<ChildProcess> {
  const program = join(projectRoot, 'dist', 'libs', 'laboratory', path);
  const child = fork(program, { execArgv: nodeOptions, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ready = messageFrom(child);
  child.send(task);
  await ready;
  return child;
}

/** The next message of a process that is accepted. Throws ProgramEnded, or the signal's reason. */
export function messageFrom<Message>(
  child: ChildProcess,
  accepts: (message: Message) => boolean = () => true,
  signal?: AbortSignal,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const over = (settle: () => void) => {
      child.off('message', onMessage).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onMessage = (message: Message) => {
      if (accepts(message)) over(() => resolve(message));
    };
    const onExit = (code: number | null, by: string | null) =>
      over(() => reject(new ProgramEnded(`The process ${child.pid} ended with ${code ?? by ?? ''}.`)));
    const onAbort = () => over(() => reject(signal?.reason as Error));
    child.on('message', onMessage).on('exit', onExit);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
  });
}

/** Ends a process for good, a stopped one too, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
