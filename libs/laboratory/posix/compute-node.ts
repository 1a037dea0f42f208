import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a node is told when it starts. */
export interface NodeTask {
  readonly name: string;
  /** Holds `_base`, a folder for each instance, and `register` with a file for each node. */
  readonly share: string;
  readonly log: string;
  readonly intervalMs: number;
  readonly unusedAgeMs: number;
  readonly removesUnused: boolean;
  /** Whether it also marks what the instances of the other registered nodes use. */
  readonly speaksForOthers: boolean;
  readonly instances: readonly string[];
}

/** What it tells: that it has looked at all base files once more, or how the start of an instance went. */
export type NodeMessage =
  | { readonly kind: 'pass'; readonly startedAtMs: number }
  | { readonly kind: 'started'; readonly instance: string; readonly error: string | undefined };

/*
 * A process that plays a compute node on real files. At an interval it touches the base files that its instances stand
 * on and, where removal is enabled, deletes those that nobody has touched for an age. On request it opens the disk of an
 * instance and the base file below. It ends when its parent does.
 */
process.on('disconnect', () => process.exit(1));
process.once('message', (task: NodeTask) => {
  process.on('message', ({ instance }: { instance: string }) =>
    tell({ kind: 'started', instance, error: start(task, instance) }),
  );
  pass(task);
  setInterval(() => pass(task), task.intervalMs);
});

const tell = (message: NodeMessage) => void process.send?.(message);

function pass({ name, share, log, unusedAgeMs, removesUnused, speaksForOthers, instances }: NodeTask): void {
  const startedAtMs = Date.now();
  const used = speaksForOthers ? registeredInstances(share) : instances;
  for (const instance of used) touch(backingFileOf(share, instance));
  for (const file of removesUnused ? readdirSync(join(share, '_base')) : []) {
    const path = join(share, '_base', file);
    if (Date.now() - modifiedMs(path) < unusedAgeMs) continue;
    if (unlink(path))
      appendFileSync(log, `${new Date().toISOString()} INFO ${name} Removing base file: ${path}\n`);
  }
  tell({ kind: 'pass', startedAtMs });
}

/** The instances that the nodes have written into the register on the share, those of silent nodes too. */
const registeredInstances = (share: string): string[] =>
  readdirSync(join(share, 'register')).flatMap((node) =>
    readFileSync(join(share, 'register', node), 'utf8')
      .split('\n')
      .filter(Boolean),
  );

/** Opens the disk, which names the base file below it, and reads from that. */
function start({ share }: NodeTask, instance: string): string | undefined {
  try {
    const file = openSync(backingFileOf(share, instance), 'r');
    readSync(file, Buffer.alloc(512));
    closeSync(file);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

const backingFileOf = (share: string, instance: string) =>
  readFileSync(join(share, instance, 'disk'), 'utf8');

function touch(path: string): void {
  const now = new Date();
  unlessGone(() => utimesSync(path, now, now));
}

/** A file that a neighbour has just removed is not old. */
function modifiedMs(path: string): number {
  let modified = Infinity;
  unlessGone(() => (modified = statSync(path).mtimeMs));
  return modified;
}

/** Whether it was this node that removed it. */
function unlink(path: string): boolean {
  let removed = false;
  unlessGone(() => {
    unlinkSync(path);
    removed = true;
  });
  return removed;
}

function unlessGone(work: () => void): void {
  try {
    work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
