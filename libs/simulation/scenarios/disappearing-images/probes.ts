import type { InstanceStartFailed } from '../../parts/compute-node.js';
import type { BaseFileRemoved } from '../../parts/image-cache-manager.js';
import type { Observation, Probe } from '../../scenario.js';
import type { ImagesEntry } from './entries.js';
import { collected, kvmError, novaLine, qemuImgError, virshError } from './log-lines.js';
import { DAY } from './parameters.js';

type History = readonly ImagesEntry[];
type OfKind<Kind> = Extract<ImagesEntry, { readonly kind: Kind }>;

const all = <Kind extends ImagesEntry['kind']>(history: History, kind: Kind) =>
  history.filter((it): it is OfKind<Kind> => it.kind === kind);

const failedStarts = (history: History) => all(history, 'instance-start-failed');

/** Starts that failed because the base file is not there. */
export const missingBackingFiles = (history: History): InstanceStartFailed[] =>
  failedStarts(history).filter((it) => it.path === it.backingFile && it.error === 'no-such-file');

/** The removal of the base file of a failed start, logged by another node while that of the instance was down. */
export function removalWhileDown(history: History, failed: InstanceStartFailed): BaseFileRemoved | undefined {
  return all(history, 'base-file-removed').find(
    (it) =>
      it.path === failed.backingFile && it.part !== failed.part && isDownAt(history, failed.part, it.atMs),
  );
}

function isDownAt(history: History, node: string, atMs: number): boolean {
  const changes = history.filter(
    (it) => (it.kind === 'node-down' || it.kind === 'node-up') && it.part === node && it.atMs <= atMs,
  );
  return changes.at(-1)?.kind === 'node-down';
}

/** How the instances of a node fared after it came up: one entry for each time it did. */
function startsByBoot(history: History) {
  return all(history, 'node-up').map(({ part, atMs }) => {
    const next = history.find((it) => it.kind === 'node-down' && it.part === part && it.atMs > atMs);
    const starts = history.filter(
      (it) =>
        (it.kind === 'instance-started' || it.kind === 'instance-start-failed') &&
        it.part === part &&
        it.atMs > atMs &&
        it.atMs < (next?.atMs ?? Infinity),
    );
    const failed = all(starts, 'instance-start-failed');
    return { node: part, count: starts.length, failed };
  });
}

const doesNotStart: Probe<ImagesEntry> = (history) => {
  const hasBeenDown = (node: string, atMs: number) =>
    history.some((it) => it.kind === 'node-up' && it.part === node && it.atMs < atMs);
  return failedStarts(history)
    .filter((it) => hasBeenDown(it.part, it.atMs))
    .map(({ atMs, instance, error }) => ({ atMs, value: instance, line: kvmError(instance, error) }));
};

const backingFileMissing: Probe<ImagesEntry> = (history) =>
  missingBackingFiles(history).map(({ atMs, instance, backingFile, error }) => ({
    atMs,
    value: backingFile,
    line: virshError(instance, backingFile, error),
  }));

const novaRebootFails: Probe<ImagesEntry> = (history) =>
  all(history, 'instance-reboot-failed').map(({ atMs, instance, path }) => ({
    atMs,
    value: instance,
    line: novaLine(atMs, 'TRACE', `nova.compute.manager DiskNotFound: No disk at ${path}`),
  }));

const baseFileGone: Probe<ImagesEntry> = (history) =>
  all(history, 'file-looked-up')
    .filter((it) => !it.isPresent)
    .map(({ atMs, instance, path }) => ({ atMs, value: path, line: qemuImgError(instance, path) }));

const onlyOneOfSeveral: Probe<ImagesEntry> = (history) =>
  startsByBoot(history)
    .filter(({ count, failed }) => count >= 3 && failed.length === 1)
    .map(({ count, failed }) => ({ atMs: failed[0]!.atMs, value: `1 of ${count}` }));

const instanceOfASnapshot: Probe<ImagesEntry> = (history) => {
  const images = all(history, 'image-looked-up');
  return images
    .filter((it) => it.isSnapshot)
    .filter((it) => !images.some((other) => !other.isSnapshot && other.atMs <= it.atMs))
    .map(({ atMs, instance }) => ({ atMs, value: instance }));
};

const snapshotDeleted: Probe<ImagesEntry> = (history) =>
  all(history, 'image-looked-up')
    .filter((it) => it.isSnapshot && !it.isPresent)
    .map(({ atMs, image }) => ({ atMs, value: image, line: `No image with an ID of '${image}' exists.` }));

const databaseAgrees: Probe<ImagesEntry> = (history) => {
  const missing = new Set(missingBackingFiles(history).map(({ backingFile }) => backingFile));
  return all(history, 'database-compared')
    .filter(({ expectedPath, actualPath }) => expectedPath === actualPath && missing.has(actualPath))
    .map(({ atMs, actualPath }) => ({ atMs, value: actualPath }));
};

const againOnAnotherNode: Probe<ImagesEntry> = (history) => {
  const [first, ...later] = missingBackingFiles(history);
  return later
    .filter((it) => it.part !== first?.part && it.atMs - (first?.atMs ?? 0) >= DAY)
    .map(({ atMs, part }) => ({ atMs, value: part }));
};

/** Dated by when the log is searched: after the start has failed. */
const removalLoggedElsewhere: Probe<ImagesEntry> = (history) =>
  missingBackingFiles(history).flatMap((failed): Observation[] => {
    const removal = removalWhileDown(history, failed);
    if (!removal) return [];
    const message = `nova.virt.libvirt.imagecache [-] Removing base file: ${removal.path}`;
    return [
      {
        atMs: failed.atMs,
        value: removal.part,
        line: collected(removal.atMs, removal.part, 'INFO', message),
      },
    ];
  });

export const probes = {
  'instance-does-not-start-after-node-was-down': doesNotStart,
  'backing-file-missing': backingFileMissing,
  'nova-reboot-fails': novaRebootFails,
  'base-file-gone': baseFileGone,
  'only-one-of-several': onlyOneOfSeveral,
  'instance-of-a-snapshot': instanceOfASnapshot,
  'snapshot-deleted-in-glance': snapshotDeleted,
  'database-agrees': databaseAgrees,
  'again-on-another-node': againOnAnotherNode,
  'removal-logged-elsewhere': removalLoggedElsewhere,
};

export const exclusionProbes = {
  'other-files-damaged': ((history) =>
    all(history, 'file-unreadable').map(({ atMs, path }) => ({
      atMs,
      value: path,
      line: `cat: ${path}: Input/output error`,
    }))) satisfies Probe<ImagesEntry>,
  'no-removal-logged': ((history) => {
    const removed = new Set(all(history, 'base-file-removed').map(({ path }) => path));
    return missingBackingFiles(history)
      .filter(({ backingFile }) => !removed.has(backingFile))
      .map(({ atMs, backingFile }) => ({ atMs, value: backingFile }));
  }) satisfies Probe<ImagesEntry>,
  'base-file-present': ((history) => {
    const present = new Set(
      all(history, 'file-looked-up').flatMap(({ isPresent, instance }) => (isPresent ? [instance] : [])),
    );
    return failedStarts(history)
      .filter(({ instance }) => present.has(instance))
      .map(({ atMs, instance }) => ({ atMs, value: instance }));
  }) satisfies Probe<ImagesEntry>,
  'removal-disabled': ((history) =>
    all(history, 'configuration-read')
      .filter(({ nodesThatRemove }) => nodesThatRemove === 0)
      .map(({ atMs }) => ({ atMs, value: 'remove_unused_base_images=False' }))) satisfies Probe<ImagesEntry>,
};

/** What the nodes' logs hold while all is well. */
export const healthyLines = (history: History): string[] =>
  all(history, 'image-cache-pass')
    .filter(({ activeFiles }) => activeFiles > 0)
    .slice(0, 20)
    .map(({ atMs, part, activeFile }) =>
      collected(atMs, part, 'INFO', `nova.virt.libvirt.imagecache [-] Active base files: ${activeFile}`),
    );
