import type { Entry, Stage } from '../engine/simulation.js';
import { ImageCacheManager, type ImageCacheEntry } from './image-cache-manager.js';
import type { StoredImage } from './image-store.js';
import type { ReadResult, SharedFileSystem } from './shared-file-system.js';

export interface NodeDown extends Entry {
  readonly kind: 'node-down';
  readonly reason: string;
}
export interface NodeUp extends Entry {
  readonly kind: 'node-up';
}
export interface InstanceStarted extends Entry {
  readonly kind: 'instance-started';
  readonly instance: string;
}
interface InstanceFailure extends Entry {
  readonly instance: string;
  /** The file that could not be read, and why. */
  readonly path: string;
  readonly error: Exclude<ReadResult, 'ok'>;
  readonly backingFile: string;
}
export interface InstanceStartFailed extends InstanceFailure {
  readonly kind: 'instance-start-failed';
}
export interface InstanceRebootFailed extends InstanceFailure {
  readonly kind: 'instance-reboot-failed';
}
export type ComputeEntry =
  NodeDown | NodeUp | InstanceStarted | InstanceStartFailed | InstanceRebootFailed | ImageCacheEntry;

/** A virtual machine, as the hypervisor knows it. */
export interface Instance {
  /** Name within the hypervisor, such as `instance-000002d4`. */
  readonly name: string;
  readonly image: StoredImage;
  /** The copy-on-write disk, and the base file that it stands on. */
  readonly disk: string;
  readonly backingFile: string;
  state: 'running' | 'stopped';
}

export interface ComputeNodeSettings {
  readonly share: SharedFileSystem;
  /** Where base files are kept. */
  readonly baseFolder: string;
  readonly intervalMs: number;
  readonly unusedAgeMs: number;
  removesUnused(): boolean;
  /** Files that instances elsewhere use, as far as the release asks; none where each node speaks for itself only. */
  usedElsewhere(): Iterable<string>;
}

/** A hypervisor with the instances that it hosts and its image cache manager. It does nothing while it is down. */
export class ComputeNode {
  readonly instances: Instance[] = [];
  isUp = true;
  private readonly cache: ImageCacheManager;
  private readonly random;

  constructor(
    private readonly stage: Stage<ComputeEntry>,
    readonly name: string,
    private readonly settings: ComputeNodeSettings,
  ) {
    this.random = stage.random(`${name}/start-up`);
    this.cache = new ImageCacheManager(stage, name, settings.share, settings.baseFolder, {
      intervalMs: settings.intervalMs,
      unusedAgeMs: settings.unusedAgeMs,
      removesUnused: () => settings.removesUnused(),
      usedFiles: () => new Set([...this.backingFiles(), ...settings.usedElsewhere()]),
    });
    this.startCache();
  }

  /** The base files that its instances need, running or not. */
  backingFiles(): string[] {
    return this.instances.map(({ backingFile }) => backingFile);
  }

  crash(reason: string): void {
    this.isUp = false;
    this.cache.stop();
    for (const instance of this.instances) instance.state = 'stopped';
    this.stage.note({ part: this.name, kind: 'node-down', reason });
  }

  boot(): void {
    this.isUp = true;
    this.startCache();
    this.stage.note({ part: this.name, kind: 'node-up' });
  }

  /** Starts an instance, as `virsh start` does: the disk and the base file below it have to be readable. */
  start(instance: Instance): boolean {
    const failure = this.open(instance);
    if (failure) {
      this.stage.note({ part: this.name, kind: 'instance-start-failed', ...failure });
      return false;
    }
    instance.state = 'running';
    this.stage.note({ part: this.name, kind: 'instance-started', instance: instance.name });
    return true;
  }

  /** Reboots an instance through the cloud's API, which builds the domain again from its files. */
  reboot(instance: Instance): boolean {
    const failure = this.open(instance);
    if (failure) this.stage.note({ part: this.name, kind: 'instance-reboot-failed', ...failure });
    else instance.state = 'running';
    return failure === undefined;
  }

  terminate(instance: Instance): void {
    this.instances.splice(this.instances.indexOf(instance), 1);
    this.settings.share.remove(instance.disk);
  }

  private open({ name, disk, backingFile }: Instance) {
    for (const path of [disk, backingFile]) {
      const error = this.settings.share.read(path);
      if (error !== 'ok') return { instance: name, path, error, backingFile };
    }
    return undefined;
  }

  /** Periodic tasks of a service start at some moment of their first interval, so that not all nodes act at once. */
  private startCache(): void {
    this.cache.start(this.random.next() * this.settings.intervalMs);
  }
}
