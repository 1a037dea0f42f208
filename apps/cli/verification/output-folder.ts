import { accessSync, constants, mkdirSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** A folder that files can be written to; it is created where it is missing. */
export function outputFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return path;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`Nothing can be written there: ${reason}.`);
  }
}
