import { randomUUID } from 'node:crypto';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { reject } from './rejections.js';

/** A file as it is named on the command line. */
export interface NamedFile {
  readonly option: string;
  readonly path: string;
}

const STANDARD_OUTPUT = '-';

/**
 * Makes sure, before there is anything to write, that it can be written, and that it takes the place of no input and of
 * no other output. Changes nothing. Throws `FILE_NOT_WRITABLE` or `FILE_NAMED_TWICE`.
 */
export function checkOutputs(outputs: readonly NamedFile[], inputs: readonly NamedFile[]): void {
  const taken = new Map<string, string>();
  for (const { option, path } of inputs) taken.set(realInput(path), option);
  for (const { option, path } of outputs) {
    const place = path === STANDARD_OUTPUT ? path : writablePlace(option, path);
    if (place === undefined) continue;
    const other = taken.get(place);
    if (other !== undefined) {
      throw reject('FILE_NAMED_TWICE', {
        message: `${option} ${path} is what ${other} names too, and would overwrite it.`,
        remedy: `Name another file with ${option}.`,
      });
    }
    taken.set(place, option);
  }
}

/** Replaces a file as a whole, so that whatever happens it holds the old text or the new one; `-` is the standard output. */
export async function writeOutput(path: string, text: string): Promise<void> {
  if (path === STANDARD_OUTPUT) {
    process.stdout.write(text);
    return;
  }
  const place = placeOf(path);
  if (place === undefined) return writeFile(path, text);
  const draft = join(dirname(place), `.${randomUUID()}.new`);
  try {
    const mode = statSync(place, { throwIfNoEntry: false })?.mode ?? 0o666;
    await writeFile(draft, text, { mode, flag: 'wx' });
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Where links lead; `undefined` for pipes and devices, in which nothing lies that could be lost. */
function placeOf(path: string): string | undefined {
  const place = resolve(path);
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return join(realpathSync(dirname(place)), basename(place));
  if (found.isDirectory()) throw new Error('it is a folder');
  return found.isFile() ? realpathSync(place) : undefined;
}

function writablePlace(option: string, path: string): string | undefined {
  try {
    const place = placeOf(path);
    accessSync(place === undefined ? path : `${dirname(place)}/.`, constants.W_OK);
    return place;
  } catch (error) {
    throw reject('FILE_NOT_WRITABLE', {
      message: `${option} ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Check that its folder is there and may be written to.',
    });
  }
}

/** What cannot be read is told by whoever reads it. */
function realInput(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
