import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are made, not written, or belong to Git. */
const NOT_WRITTEN = new Set(['.git', 'node_modules', 'dist', 'coverage', '.talekeeper']);
const GENERATED = new Set(['package-lock.json']);

/** The text of every file that is written by hand, by path from the project's folder. */
export function readRepository(root: string): Map<string, string> {
  const filesIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (NOT_WRITTEN.has(entry.name) || GENERATED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [path] : [];
    });
  return new Map(filesIn('.').map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
