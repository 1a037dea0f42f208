import { writeFile } from 'node:fs/promises';
import { clientText, GENERATED } from './client-text.js';

await writeFile(GENERATED, await clientText());
