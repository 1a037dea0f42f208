import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Entry, Stage, Timer } from '../engine/simulation.js';
import type { SharedFileSystem } from './shared-file-system.js';

export interface CachePass extends Entry {
  readonly kind: 'image-cache-pass';
  /** How many base files the node's own instances use, and one of them. */
  readonly activeFiles: number;
  readonly activeFile: string;
}
export interface BaseFileRemoved extends Entry {
  readonly kind: 'base-file-removed';
  readonly path: string;
  /** Nobody had marked it as used for so long. */
  readonly unusedMs: number;
}
export type ImageCacheEntry = CachePass | BaseFileRemoved;

export interface ImageCacheSettings {
  readonly intervalMs: number;
  /** A base file that nobody marked for so long counts as unused. */
  readonly unusedAgeMs: number;
  /** Deletes unused base files. What the operator wrote down wins over the default of the release. */
  removesUnused(): boolean;
  /** Base files that are in use as far as this node can tell; these it marks. */
  usedFiles(): ReadonlySet<string>;
}

/**
 * The periodic task of a compute node that looks after the base files of images: it marks those in use by setting
 * their time of modification, and, where removal is enabled, deletes those that nobody has marked for an age.
 */
export class ImageCacheManager {
  private timer: Timer | undefined;

  constructor(
    private readonly stage: Stage<ImageCacheEntry>,
    private readonly node: string,
    private readonly share: SharedFileSystem,
    private readonly folder: string,
    private readonly settings: ImageCacheSettings,
  ) {}

  /** Runs first after `firstMs`, and then every interval until it is stopped. */
  start(firstMs: number): void {
    this.timer = this.stage.every(this.settings.intervalMs, () => this.pass(), firstMs);
  }

  stop(): void {
    this.timer?.cancel();
  }

  private pass(): void {
    const used = this.settings.usedFiles();
    for (const path of used) this.share.touch(path);
    const [activeFile = ''] = used;
    this.stage.note({ part: this.node, kind: 'image-cache-pass', activeFiles: used.size, activeFile });
    if (!this.settings.removesUnused()) return;
    for (const path of this.share.list(this.folder)) {
      const unusedMs = this.share.ageMs(path) ?? 0;
      if (unusedMs < this.settings.unusedAgeMs) continue;
      this.share.remove(path);
      this.stage.note({ part: this.node, kind: 'base-file-removed', path, unusedMs });
    }
  }
}

/** Name of the base file of an image that was enlarged to so many GB: the SHA-1 of the image's id, and the size. */
export const baseFileName = (imageId: string, sizeGb: number): string =>
  `${bytesToHex(sha1(utf8ToBytes(imageId)))}_${sizeGb}`;
