import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { compiled } from './dist.js';
import { until } from './until.js';

/** How a process ended and what it said. */
export interface Finished {
  /** The exit code, or the signal that ended it. */
  readonly ended: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly finished: Promise<Finished>;
  /** Resolves when the process has told its parent that it is ready; fails with what it said if it ends before. */
  readonly ready: Promise<void>;
  /** Signals this process alone, and waits for its end. */
  kill(signal: NodeJS.Signals): Promise<Finished>;
  /** Signals this process and all that it started, as a terminal does, and waits until none is left. */
  killAll(signal: NodeJS.Signals): Promise<Finished>;
}

type Variables = Readonly<Record<string, string>>;

const started = new Set<Running>();

/**
 * Starts a program of `dist/`, or of another place, with these environment variables and no others of ours. Its channel
 * to this process ends it when this process dies; `killProcesses` belongs into the `afterEach` or `afterAll` of each file.
 */
export async function start(
  program: string,
  variables: Variables,
  args: readonly string[] = [],
): Promise<Running> {
  return observe(await launch(program, variables, args, ['ignore', 'pipe', 'pipe', 'ipc']));
}

/** Runs a program of `dist/` to its end. */
export async function run(program: string, variables: Variables, args: readonly string[]): Promise<Finished> {
  return observe(await launch(program, variables, args, ['ignore', 'pipe', 'pipe'])).finished;
}

/** Ends whatever `start` and `run` have started and what these have started, and waits until it is gone. */
export async function killProcesses(): Promise<void> {
  await Promise.all([...started].map((it) => it.killAll('SIGKILL')));
}

async function launch(
  program: string,
  variables: Variables,
  args: readonly string[],
  stdio: ('ignore' | 'pipe' | 'ipc')[],
): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [await path(program), ...args], {
    env: { PATH, HOME, ...variables },
    stdio,
    // The leader of a group, so that its children can be signalled with it.
    detached: true,
  });
}

let built: Promise<unknown> | undefined;

/** Builds once; another program's path is the same but for its own part. */
async function path(program: string): Promise<string> {
  await (built ??= compiled(''));
  return resolve(projectRoot, 'dist', program);
}

function observe(child: ChildProcess): Running {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (part: Buffer) => (said.stdout += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (said.stderr += part.toString()));
  const finished = once(child, 'close').then(([code, signal]): Finished => {
    if (!isGroupAlive(child.pid!)) started.delete(running);
    return { ended: (code ?? signal) as Finished['ended'], ...said };
  });
  const failed = finished.then(({ ended, stderr }) => {
    throw new Error(`The process ended with ${ended} before it was ready: ${stderr}`);
  });
  const ready = Promise.race([once(child, 'message').then(() => undefined), failed]);
  ready.catch(() => undefined);
  const running: Running = {
    pid: child.pid!,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    finished,
    ready,
    kill(signal) {
      child.kill(signal);
      return finished;
    },
    async killAll(signal) {
      if (isGroupAlive(child.pid!)) process.kill(-child.pid!, signal);
      await until(`the processes of ${child.pid} are gone`, () => !isGroupAlive(child.pid!));
      started.delete(running);
      return finished;
    },
  };
  started.add(running);
  return running;
}

function isGroupAlive(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}

/** The processes that a process has started and their command lines, by process id. Linux only, as `/proc` is. */
export async function childrenOf(parent: number): Promise<Map<number, string>> {
  const children = new Map<number, string>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const [state, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(parentId) !== parent || state === 'Z') continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    children.set(Number(name), command.replaceAll('\0', ' '));
  }
  return children;
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
