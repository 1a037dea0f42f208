import type { IncidentRecord } from '../incident/index.js';
import { readIncidents, type ImportFile } from './read-incidents.js';

/** The shipped tales, in the order in which they are told. */
export const catalogueFiles = [
  'double-vlan',
  'the-issue',
  'disappearing-images',
  'valentines-day-massacre',
  'down-the-rabbit-hole',
  'havana-haunted-by-the-dead',
].map((slug): CatalogueFile => ({ slug, path: `libs/tales/catalogue/${slug}.yaml` }));

export interface CatalogueFile {
  readonly slug: string;
  /** From the root of the project. */
  readonly path: string;
}

/** The records of the shipped files, whose contents are handed in. A fault in one of them is a fault of the product. */
export function readCatalogue(files: readonly ImportFile[]): IncidentRecord[] {
  return files.flatMap((file) => {
    const { incidents, faults } = readIncidents(file);
    if (faults.length > 0) {
      throw new Error(faults.map((it) => `${it.file}:${it.line}: ${it.code}: ${it.reason}`).join('\n'));
    }
    return incidents;
  });
}
