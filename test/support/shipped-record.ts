import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import type { IncidentRecord } from '../../libs/incident/index.js';
import { catalogueFiles, readCatalogue } from '../../libs/tales/index.js';

/** The shipped record of a tale. */
export function shippedRecord(slug: string): IncidentRecord {
  const files = catalogueFiles.filter((it) => it.slug === slug);
  const [record] = readCatalogue(
    files.map(({ path }) => ({ name: path, content: readFileSync(join(projectRoot, path)) })),
  );
  if (!record) throw new Error(`There is no shipped record ${slug}.`);
  return record;
}

export { claimOf } from '../../libs/incident/index.js';
