import type { Random } from '../../../kernel/index.js';
import type { Simulation } from '../../engine/simulation.js';
import { ComputeNode, type Instance } from '../../parts/compute-node.js';
import { baseFileName } from '../../parts/image-cache-manager.js';
import { ImageStore, type StoredImage } from '../../parts/image-store.js';
import { SharedFileSystem } from '../../parts/shared-file-system.js';
import { StorageRegister } from '../../parts/storage-register.js';
import type { ImagesEntry } from './entries.js';
import { HOUR, type Parameters } from './parameters.js';

export const INSTANCES = '/var/lib/nova/instances';
export const BASE = `${INSTANCES}/_base`;
export const EXTENTS = { base: 8, disk: 4, console: 2 };

export interface World {
  readonly simulation: Simulation<ImagesEntry>;
  readonly parameters: Parameters;
  readonly share: SharedFileSystem;
  readonly images: ImageStore;
  readonly nodes: readonly ComputeNode[];
  /** Rows of `nova.instances`: the image that each instance was launched from. */
  readonly database: Map<string, string>;
  readonly random: Random;
  readonly removal: RemovalSettings;
  readonly operator: OperatorHabits;
}

/** `remove_unused_base_images`: what nova.conf says wins over the default of the release. */
export interface RemovalSettings {
  releaseDefault: boolean;
  configured: boolean | undefined;
}

/** What the operator does about an instance that does not start, besides looking into it. */
export interface OperatorHabits {
  /** Instances that were given up; nobody tries to start them again. */
  readonly givenUp: Set<Instance>;
  /** Nodes that were repaired and do not crash again. */
  readonly repaired: Set<ComputeNode>;
}

/** Compute nodes that mount one instances directory, and the image service. Removal is off, as in Essex. */
export function build(parameters: Parameters, simulation: Simulation<ImagesEntry>): World {
  const share = new SharedFileSystem(simulation, 'nfs');
  const removal: RemovalSettings = { releaseDefault: false, configured: undefined };
  const register = new StorageRegister(simulation, parameters.marksOutliveHours * HOUR);
  const nodes: ComputeNode[] = [];
  for (let number = 1; number <= parameters.computeNodes; number += 1) {
    const name = `compute-${String(number).padStart(2, '0')}`;
    const node = new ComputeNode(simulation, name, {
      share,
      baseFolder: BASE,
      intervalMs: parameters.cacheIntervalMinutes * 60_000,
      unusedAgeMs: parameters.unusedAgeMinutes * 60_000,
      removesUnused: () => removal.configured ?? removal.releaseDefault,
      usedElsewhere() {
        if (parameters.marksOutliveHours === 0) return [];
        register.sign(name);
        const remembered = new Set(register.nodes());
        return nodes.filter((it) => remembered.has(it.name)).flatMap((it) => it.backingFiles());
      },
    });
    nodes.push(node);
  }
  return {
    simulation,
    parameters,
    share,
    images: new ImageStore(simulation, 'glance'),
    nodes,
    database: new Map(),
    random: simulation.random('users'),
    removal,
    operator: { givenUp: new Set(), repaired: new Set() },
  };
}

/** Launches an instance on a node; the image is copied to the base files when it is used for the first time. */
export function launch(world: World, node: ComputeNode, image: StoredImage): Instance {
  const { share, database, parameters } = world;
  const name = `instance-${(0x2d0 + database.size).toString(16).padStart(8, '0')}`;
  const backingFile = `${BASE}/${baseFileName(image.id, parameters.rootSizeGb)}`;
  if (!share.has(backingFile)) share.write(backingFile, EXTENTS.base);
  share.write(`${INSTANCES}/${name}/disk`, EXTENTS.disk);
  share.write(`${INSTANCES}/${name}/console.log`, EXTENTS.console);
  const instance: Instance = {
    name,
    image,
    disk: `${INSTANCES}/${name}/disk`,
    backingFile,
    state: 'running',
  };
  database.set(name, image.id);
  node.instances.push(instance);
  return instance;
}
