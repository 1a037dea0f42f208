import type { NodeMessage, NodeTask } from './compute-node.js';
import type { OwnFolder } from './own-folder.js';
import { end, messageFrom, startProgram } from './programs.js';

/** A compute node that runs as a process. */
export interface NodeProcess {
  readonly name: string;
  readonly instances: readonly string[];
  /** Resolves when it has looked at all base files once, beginning after that moment. */
  passed(afterMs: number): Promise<void>;
  /** The error code of a failed start; `undefined` when the instance runs. */
  start(instance: string): Promise<string | undefined>;
  /** The machine hangs: its process is there and does nothing. */
  hang(): void;
  wake(): void;
  end(): Promise<void>;
}

/** Starts a node. What it is asked for throws the signal's reason when that comes first. */
export async function startNode(
  task: NodeTask,
  folder: OwnFolder,
  signal: AbortSignal | undefined,
): Promise<NodeProcess> {
  const child = await startProgram('posix/compute-node.js', task);
  folder.entrust(child.pid!);
  return {
    name: task.name,
    instances: task.instances,
    async passed(afterMs) {
      await messageFrom<NodeMessage>(child, (it) => it.kind === 'pass' && it.startedAtMs > afterMs, signal);
    },
    async start(instance) {
      const answer = messageFrom<NodeMessage>(
        child,
        (it) => it.kind === 'started' && it.instance === instance,
        signal,
      );
      child.send({ instance });
      const message = await answer;
      return message.kind === 'started' ? message.error : undefined;
    },
    hang: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    end: () => end(child),
  };
}
