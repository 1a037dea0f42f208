import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../database/index.js';

/** The version of this Talekeeper, from its `package.json`. */
export const VERSION = (
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
).version;
