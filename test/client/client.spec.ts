import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { clientText, GENERATED } from './client-text.js';

it('the types of the client are those of the schema; `npm run client` brings them up to date', async () => {
  expect(await readFile(GENERATED, 'utf8')).toBe(await clientText());
});
