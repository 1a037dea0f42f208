import type { Fault } from './fault.js';
import type { Position } from './position.js';

/** What a source format yields: records whose content nobody has checked, and the faults of the format itself. */
export interface Source {
  readonly records: readonly SourceRecord[];
  readonly faults: readonly Fault[];
}

export interface SourceRecord {
  readonly value: unknown;
  /** Where the field stands, or the closest thing around it that stands anywhere. */
  readonly locate: (path: readonly PropertyKey[]) => Position;
}

/** Reads one source format; line ends are `\n` and there is no byte order mark. */
export type Reader = (text: string) => Source;
