import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../libs/kernel/index.js';

/** The frozen samples of a folder under their file names. */
export function readSamples(folder: URL): Record<string, JsonObject> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject,
    ]),
  );
}
