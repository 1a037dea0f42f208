import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';

export type ProcessName = 'api' | 'worker';

/** Processes that are kept running until they are stopped. */
export interface Processes {
  /** Asks each to finish and waits until it has. */
  stop(): Promise<void>;
}

const RESTART_WAIT_MS = { first: 1_000, max: 30_000 };

/**
 * Starts each process and resolves when all are ready. One that ends later is started again, after a wait that doubles
 * each time. If one ends before it was ready, all are stopped and the promise is rejected; that process has said why.
 */
export async function startProcesses(
  names: readonly ProcessName[],
  variables: NodeJS.ProcessEnv,
  onRestart: (name: ProcessName, waitMs: number) => void,
): Promise<Processes> {
  const running = new Map<ProcessName, ChildProcess>();
  let stopping = false;

  const start = (name: ProcessName) => {
    const child = fork(join(projectRoot, 'dist/apps', name, 'main.js'), { env: variables });
    running.set(name, child);
    return child;
  };
  const keepRunning = (name: ProcessName, child: ChildProcess, waitMs: number) => {
    child.once('exit', () => {
      running.delete(name);
      if (stopping) return;
      onRestart(name, waitMs);
      const restart = () => {
        if (!stopping) keepRunning(name, start(name), Math.min(waitMs * 2, RESTART_WAIT_MS.max));
      };
      setTimeout(restart, waitMs).unref();
    });
  };
  const stop = async () => {
    stopping = true;
    await Promise.all([...running.values()].map(ended));
  };

  try {
    await Promise.all(
      names.map(async (name) => {
        const child = start(name);
        await ready(name, child);
        keepRunning(name, child, RESTART_WAIT_MS.first);
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** A process ended before it was ready, after having said why. */
export class NotReady extends Error {
  constructor(name: ProcessName) {
    super(`${name} did not start`);
  }
}

function ready(name: ProcessName, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new NotReady(name)));
    child.once('error', reject);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
