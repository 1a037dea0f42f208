import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LaboratoryOptions } from '../laboratory.js';
import { reject } from '../rejections.js';
import { startNode, type NodeProcess } from './node-process.js';
import { createOwnFolder, describeFileError, type OwnFolder } from './own-folder.js';

export interface DisappearanceOptions extends LaboratoryOptions {
  /** Where to make a folder of its own; the system's folder for temporary files unless said otherwise. */
  readonly folder?: string | undefined;
  /** How many processes act as compute nodes. */
  readonly nodes?: number | undefined;
}

/** What happened with one way of dealing with unused base files, while one node hung. */
export interface DisappearanceTrial {
  readonly removal: Removal;
  readonly nodeThatHung: string;
  readonly hungMs: number;
  readonly baseFiles: readonly BaseFileFate[];
}

/** `enabled`: each node marks what its own instances use, and removes the rest. `shared marks`: it also marks for others. */
export type Removal = 'enabled' | 'disabled' | 'enabled, with shared marks';

export interface BaseFileFate {
  readonly image: Image;
  readonly name: string;
  /** How many instances stand on it. */
  readonly instances: number;
  readonly isPresent: boolean;
  /** The line with which a node logged its removal. */
  readonly removal?: string;
  /** Of the instances on the node that hung, how many started when it was back, and why others did not. */
  readonly started: number;
  readonly errors: readonly string[];
}

/** The snapshot has one instance, on the node that hangs; the standard image has one on each node. */
export type Image = 'snapshot' | 'standard';

const REMOVALS: readonly Removal[] = ['enabled', 'disabled', 'enabled, with shared marks'];
const INTERVAL_MS = 100;
const UNUSED_AGE_MS = 1_500;
const BASE_FILE_MB = 8;

/**
 * The laboratory of `disappearing-images`: processes act as compute nodes on a shared folder, one of them is stopped
 * for a while, and then starts its instances again. An hour of the tale is a second and a half here.
 *
 * Works in a folder of its own, which is gone afterwards with all processes, also when this one is killed. Throws
 * LABORATORY_OPTION_INVALID, LABORATORY_LACKS_RIGHTS and LABORATORY_LACKS_SPACE.
 */
export async function watchImagesDisappear({
  folder: parent,
  nodes = 4,
  onProgress,
  signal,
}: DisappearanceOptions = {}): Promise<DisappearanceTrial[]> {
  requireNodes(nodes);
  signal?.throwIfAborted();
  const folder = await createOwnFolder(REMOVALS.length * 2 * BASE_FILE_MB + nodes, parent);
  try {
    const trials: DisappearanceTrial[] = [];
    for (const removal of REMOVALS) {
      onProgress?.({ step: `a node hangs, removal ${removal}`, done: trials.length, total: REMOVALS.length });
      trials.push(await tryOut(removal, { folder, nodes, signal }));
    }
    onProgress?.({ step: 'cleaning up', done: REMOVALS.length, total: REMOVALS.length });
    return trials;
  } catch (error) {
    throw describeFileError(folder.path, error);
  } finally {
    await folder.remove();
  }
}

interface Setting {
  readonly folder: OwnFolder;
  readonly nodes: number;
  readonly signal: AbortSignal | undefined;
}

async function tryOut(removal: Removal, setting: Setting): Promise<DisappearanceTrial> {
  const { folder, signal } = setting;
  const share = await furnish(join(folder.path, `removal-${REMOVALS.indexOf(removal)}`), setting.nodes);
  const nodes: NodeProcess[] = [];
  try {
    for (const [name, instances] of share.instances) {
      const task = {
        name,
        instances,
        share: share.path,
        log: share.log,
        intervalMs: INTERVAL_MS,
        unusedAgeMs: UNUSED_AGE_MS,
        removesUnused: removal !== 'disabled',
        speaksForOthers: removal === 'enabled, with shared marks',
      };
      nodes.push(await startNode(task, folder, signal));
    }
    const [victim, ...others] = nodes as [NodeProcess, ...NodeProcess[]];
    await Promise.all(nodes.map((node) => node.passed(Date.now())));
    const hungMs = await hang(victim, others, signal);
    const errors = new Map<string, string | undefined>();
    for (const instance of victim.instances) errors.set(instance, await victim.start(instance));
    const baseFiles = await Promise.all(share.baseFiles.map((file) => fateOf(file, share, errors)));
    return { removal, nodeThatHung: victim.name, hungMs, baseFiles };
  } finally {
    await Promise.all(nodes.map((node) => node.end()));
  }
}

/** Stops a node until every mark that it has set is too old, and each of the others has looked after that. */
async function hang(
  victim: NodeProcess,
  others: readonly NodeProcess[],
  signal?: AbortSignal,
): Promise<number> {
  const hungAtMs = Date.now();
  victim.hang();
  await pause(UNUSED_AGE_MS, undefined, { signal });
  const tooOldAtMs = Date.now();
  await Promise.all(others.map((node) => node.passed(tooOldAtMs)));
  victim.wake();
  return Date.now() - hungAtMs;
}

interface BaseFile {
  readonly image: Image;
  readonly path: string;
  readonly instances: readonly string[];
}

interface Share {
  readonly path: string;
  readonly log: string;
  readonly baseFiles: readonly BaseFile[];
  /** By node; the first is the one that is to hang. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
}

/** Lays the instances directory out: base files, disks that name theirs, and the register of the nodes. */
async function furnish(path: string, nodes: number): Promise<Share> {
  const names = Array.from({ length: nodes }, (_, at) => `compute-${at + 1}`);
  const standard = names.map((_, at) => `instance-${at + 1}`);
  const lone = `instance-${nodes + 1}`;
  const file = (image: Image, instances: readonly string[]): BaseFile => ({
    image,
    path: join(path, '_base', `${createHash('sha1').update(image).digest('hex')}_10`),
    instances,
  });
  const baseFiles = [file('standard', standard), file('snapshot', [lone])];
  const instances = new Map(
    names.map((name, at) => [name, at === 0 ? [standard[at]!, lone] : [standard[at]!]]),
  );

  await mkdir(join(path, '_base'), { recursive: true });
  await mkdir(join(path, 'register'));
  for (const base of baseFiles) {
    await writeFile(base.path, Buffer.alloc(BASE_FILE_MB * 1e6));
    for (const instance of base.instances) {
      await mkdir(join(path, instance));
      await writeFile(join(path, instance, 'disk'), base.path);
    }
  }
  for (const [name, hosted] of instances) await writeFile(join(path, 'register', name), hosted.join('\n'));
  const log = join(path, 'nova.log');
  await writeFile(log, '');
  return { path, log, baseFiles, instances };
}

async function fateOf(
  { image, path, instances }: BaseFile,
  { log }: Share,
  errors: ReadonlyMap<string, string | undefined>,
): Promise<BaseFileFate> {
  const onVictim = instances.filter((it) => errors.has(it));
  const removal = (await readFile(log, 'utf8')).split('\n').find((line) => line.endsWith(path));
  return {
    image,
    name: basename(path),
    instances: instances.length,
    isPresent: await access(path).then(
      () => true,
      () => false,
    ),
    ...(removal === undefined ? {} : { removal }),
    started: onVictim.filter((it) => errors.get(it) === undefined).length,
    errors: onVictim.flatMap((it) => errors.get(it) ?? []),
  };
}

function requireNodes(nodes: number): void {
  if (Number.isInteger(nodes) && nodes >= 2 && nodes <= 32) return;
  throw reject('LABORATORY_OPTION_INVALID', {
    message: `${nodes} processes cannot act as compute nodes; from 2 to 32 can.`,
    field: 'nodes',
    remedy: 'Choose a number within that range.',
  });
}
