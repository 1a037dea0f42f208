import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../database/index.js';
import type { IncidentRecord } from '../incident/index.js';
import { catalogueFiles, readCatalogue } from '../tales/index.js';
import { programCaller } from './caller.js';
import type { Incidents } from './incidents.js';

/** The shipped records, read from their files. */
export async function readShippedCatalogue(): Promise<IncidentRecord[]> {
  const files = catalogueFiles.map(async ({ path }) => ({
    name: path,
    content: await readFile(join(projectRoot, path)),
  }));
  return readCatalogue(await Promise.all(files));
}

/**
 * Submits and publishes the shipped records whose slugs are free, and returns these slugs. What is there already,
 * however it came about, stays as it is: `talekeeper import` brings a newer catalogue in.
 */
export async function loadCatalogue(incidents: Incidents): Promise<string[]> {
  const loaded: string[] = [];
  const catalogue = await readShippedCatalogue();
  for (const record of catalogue) {
    if (await incidents.find(record.slug)) continue;
    const distinctFrom = catalogue.map((it) => it.slug).filter((slug) => slug !== record.slug);
    const caller = (step: string) => programCaller('catalogue', step, record.slug);
    await incidents.submit(record, { reason: 'Shipped with Talekeeper.', distinctFrom }, caller('submit'));
    await incidents.publish(record.slug, { reason: 'Reviewed before it was shipped.' }, caller('publish'));
    loaded.push(record.slug);
  }
  return loaded;
}
