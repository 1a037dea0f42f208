import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { seal, unseal } from '../../../kernel/index.js';

/** A file of sealed parts, which several processes may read, write and remove at any time. */
export interface SealedFile {
  readonly path: string;
  /** Its parts; undefined when it is not there. Throws when it cannot be read, or is not what was written. */
  read(): Promise<Uint8Array[] | undefined>;
  /** Puts the parts in its place, for nobody but this user to read. Whoever reads meanwhile finds the one before. */
  write(parts: Iterable<Uint8Array>): Promise<void>;
  /** Removes it, and whatever others are writing in its place. */
  remove(): Promise<void>;
}

export function sealedFile(path: string): SealedFile {
  return {
    path,
    async read() {
      const bytes = await readFile(path).catch(unlessMissing);
      return bytes && unseal(bytes);
    },
    async write(parts) {
      await removeDrafts(path, Date.now() - LEFT_BEHIND_MS);
      const draft = `${path}.${randomUUID()}${DRAFT}`;
      try {
        const file = await open(draft, 'wx', 0o600);
        try {
          for (const piece of seal(parts)) await file.writeFile(piece);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async remove() {
      await removeDrafts(path, Infinity);
      await rm(path, { force: true });
    },
  };
}

const DRAFT = '.new';
/** A draft of this age has no writer any more. */
const LEFT_BEHIND_MS = 600_000;

async function removeDrafts(path: string, before: number): Promise<void> {
  const folder = dirname(path);
  for (const name of (await readdir(folder).catch(unlessMissing)) ?? []) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(DRAFT)) continue;
    const draft = join(folder, name);
    const found = await stat(draft).catch(unlessMissing);
    if (found && found.mtimeMs < before) await rm(draft, { force: true });
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
