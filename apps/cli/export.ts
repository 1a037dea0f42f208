import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { IncidentRecord } from '../../libs/incident/index.js';
import type { Runtime } from '../../libs/runtime/index.js';
import { exportFormats, writeIncidents, type ExportFormat } from '../../libs/tales/index.js';
import { withRuntime } from './with-runtime.js';

const extensions: Record<ExportFormat, string> = { yaml: 'yaml', json: 'json', 'json-lines': 'jsonl' };

export const exportCommand = new Command('export')
  .description('writes incidents to the standard output, or to a folder with one file each')
  .argument('[slug...]', 'which incidents; none: all that are submitted or published')
  .addOption(new Option('--format <format>', 'format').choices(exportFormats).default('yaml'))
  .option('--folder <folder>', 'folder for the files')
  .action(async (slugs: string[], { format, folder }: { format: ExportFormat; folder?: string }) => {
    const records = await withRuntime((runtime) => (slugs.length > 0 ? named(runtime, slugs) : all(runtime)));
    if (folder === undefined) {
      process.stdout.write(writeIncidents(records, format));
      return;
    }
    await mkdir(folder, { recursive: true });
    for (const record of records) {
      await writeFile(join(folder, `${record.slug}.${extensions[format]}`), writeIncidents([record], format));
    }
    console.error(`${records.length} incidents written to ${folder}`);
  });

function named({ incidents }: Runtime, slugs: readonly string[]): Promise<IncidentRecord[]> {
  return Promise.all(slugs.map(async (slug) => (await incidents.get(slug)).record));
}

async function all({ incidents }: Runtime): Promise<IncidentRecord[]> {
  const current = (await incidents.all()).filter(
    ({ status }) => status === 'submitted' || status === 'published',
  );
  return current.map(({ record }) => record);
}
