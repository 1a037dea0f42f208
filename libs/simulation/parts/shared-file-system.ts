import type { Entry, Stage } from '../engine/simulation.js';

export interface FileUnreadable extends Entry {
  readonly kind: 'file-unreadable';
  readonly path: string;
}
export type FileSystemEntry = FileUnreadable;

export type ReadResult = 'ok' | 'no-such-file' | 'input-output-error';

interface File {
  modifiedMs: number;
  /** The first of its extents, which also holds its inode, and the first one after it. */
  readonly firstExtent: number;
  readonly endExtent: number;
}

/**
 * One exported file system that several nodes have mounted: what one of them removes is gone for all. Files are laid
 * out one after the other in the order in which they are written, as on a fresh disk.
 */
export class SharedFileSystem {
  private readonly files = new Map<string, File>();
  /** The paths of each folder that has files. */
  private readonly folders = new Map<string, Set<string>>();
  private readonly badExtents: { readonly from: number; readonly to: number }[] = [];
  private nextExtent = 0;

  constructor(
    private readonly stage: Stage<FileSystemEntry>,
    private readonly name: string,
  ) {}

  write(path: string, extents: number): void {
    const firstExtent = this.nextExtent;
    this.nextExtent += extents;
    this.files.set(path, { modifiedMs: this.stage.nowMs, firstExtent, endExtent: this.nextExtent });
    this.folders.set(folderOf(path), (this.folders.get(folderOf(path)) ?? new Set()).add(path));
  }

  /** Sets the time of modification to now, as `utime(2)` does. */
  touch(path: string): void {
    const file = this.files.get(path);
    if (file) file.modifiedMs = this.stage.nowMs;
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Milliseconds since the file was last modified; `undefined` when there is none. */
  ageMs(path: string): number | undefined {
    const file = this.files.get(path);
    return file && this.stage.nowMs - file.modifiedMs;
  }

  /** Reads a whole file, and says when it cannot. */
  read(path: string): ReadResult {
    const file = this.files.get(path);
    if (!file) return 'no-such-file';
    const isBad = this.badExtents.some(({ from, to }) => file.firstExtent < to && from < file.endExtent);
    if (!isBad) return 'ok';
    this.stage.note({ part: this.name, kind: 'file-unreadable', path });
    return 'input-output-error';
  }

  remove(path: string): void {
    this.files.delete(path);
    this.folders.get(folderOf(path))?.delete(path);
  }

  /** Paths of the files in a folder, in the order in which they were written. */
  list(folder: string): string[] {
    return [...(this.folders.get(folder) ?? [])];
  }

  /** Reads every file, as a backup does. */
  readAll(): void {
    for (const path of this.files.keys()) this.read(path);
  }

  /** Where a file lies on the disk: its first extent, and the first one after it. */
  extentsOf(path: string): { readonly from: number; readonly to: number } | undefined {
    const file = this.files.get(path);
    return file && { from: file.firstExtent, to: file.endExtent };
  }

  /**
   * Loses a region of the disk. A file whose inode was there has vanished; one that only reaches into it is still
   * listed and can no longer be read.
   */
  loseExtents(from: number, to: number): void {
    this.badExtents.push({ from, to });
    for (const [path, { firstExtent }] of this.files) {
      if (firstExtent >= from && firstExtent < to) this.remove(path);
    }
  }
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
