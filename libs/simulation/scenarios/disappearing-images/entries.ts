import type { Entry } from '../../engine/simulation.js';
import type { ComputeEntry } from '../../parts/compute-node.js';
import type { FileSystemEntry } from '../../parts/shared-file-system.js';

/** `ls -l` of a base file that an instance needs. */
export interface FileLookedUp extends Entry {
  readonly kind: 'file-looked-up';
  readonly instance: string;
  readonly path: string;
  readonly isPresent: boolean;
}

/** `glance image-show` of the image that an instance was launched from. */
export interface ImageLookedUp extends Entry {
  readonly kind: 'image-looked-up';
  readonly instance: string;
  readonly image: string;
  readonly isSnapshot: boolean;
  readonly isPresent: boolean;
}

/** The base file that follows from the instance's row in the database, beside the one that its disk names. */
export interface DatabaseCompared extends Entry {
  readonly kind: 'database-compared';
  readonly instance: string;
  readonly expectedPath: string;
  readonly actualPath: string;
}

/** `grep remove_unused` in nova.conf, on all nodes. */
export interface ConfigurationRead extends Entry {
  readonly kind: 'configuration-read';
  readonly nodesThatRemove: number;
}

export type InvestigationEntry = FileLookedUp | ImageLookedUp | DatabaseCompared | ConfigurationRead;
export type ImagesEntry = ComputeEntry | FileSystemEntry | InvestigationEntry;
