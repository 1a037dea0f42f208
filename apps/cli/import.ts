import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { importFile, type ImportedFile, type ImportOptions } from '../../libs/runtime/index.js';
import { withRuntime } from './with-runtime.js';

export const importCommand = new Command('import')
  .description('reads incidents from YAML, JSON, JSON Lines, reStructuredText or Markdown files, as drafts')
  .argument('<file...>', 'files; the extension tells the format')
  .option('--publish', 'publish each record that needs no review')
  .option('--distinct', 'take in records that look like known incidents: you know that they are others')
  .action(async (names: string[], options: ImportOptions) => {
    const imported = await withRuntime(async ({ incidents }, caller) => {
      const results: ImportedFile[] = [];
      for (const name of names) {
        const content = await read(name);
        const result =
          'fault' in content
            ? unreadable(name, content.fault)
            : await importFile(incidents, { name, content }, caller(), options);
        print(result);
        results.push(result);
      }
      return results;
    });
    if (imported.some((it) => it.faults.length > 0)) process.exitCode = 1;
  });

async function read(name: string): Promise<Uint8Array | { fault: string }> {
  try {
    return await readFile(name);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

const unreadable = (file: string, reason: string): ImportedFile => ({
  name: file,
  incidents: [],
  faults: [
    { file, slug: '', code: 'FILE_NOT_READABLE', reason, remedy: 'Check the path and its permissions.' },
  ],
});

function print({ incidents, faults }: ImportedFile): void {
  for (const { slug, change } of incidents) console.log(`${change.padEnd(9)} ${slug}`);
  for (const fault of faults) {
    const place = 'line' in fault ? `${fault.file}:${fault.line}` : fault.file;
    const field = fault.field ? ` ${fault.field}:` : '';
    console.error(`${place}:${field} ${fault.reason} [${fault.code}] ${fault.remedy}`);
  }
}
