import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { schemaText } from './print-schema.js';

/** `npm run schema`: writes schema.graphql anew. */
await writeFile(join(projectRoot, 'apps', 'api', 'schema.graphql'), await schemaText());
