import type { Stage, Entry } from '../engine/simulation.js';

export interface StoredImage {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  /** Made by a user from an instance, rather than offered by the cloud. */
  readonly isSnapshot: boolean;
}

/** The image service: each upload gets an id of its own, so that what was deleted never comes back under its old one. */
export class ImageStore {
  private readonly images = new Map<string, StoredImage>();
  private readonly random;

  constructor(stage: Stage<Entry>, name: string) {
    this.random = stage.random(`${name}/ids`);
  }

  upload(name: string, isSnapshot: boolean): StoredImage {
    const image = { id: this.nextId(), name, isSnapshot };
    this.images.set(image.id, image);
    return image;
  }

  delete(id: string): void {
    this.images.delete(id);
  }

  has(id: string): boolean {
    return this.images.has(id);
  }

  /** A random UUID (RFC 9562, version 4). */
  private nextId(): string {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random.next() * 16).toString(16));
    digits[12] = '4';
    digits[16] = '8';
    return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
