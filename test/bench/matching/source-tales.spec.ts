import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectRoot } from '../../../libs/database/index.js';
import { createKnowledge, match } from '../../../libs/matching/index.js';
import { readShippedCatalogue } from '../../../libs/runtime/index.js';

/** The tales as they were told, in the order of the catalogue, lie beside the project where the project is developed. */
const source = join(projectRoot, '..', 'shared', 'tales', 'tales-from-the-cloud.rst');
const whenPresent = existsSync(source) || process.env['CI'] === 'true' ? it : it.skip;

whenPresent('each tale as it was told, pasted as a whole and wrapped as it is, is that tale', async () => {
  const catalogue = await readShippedCatalogue();
  const knowledge = createKnowledge(
    catalogue.map((record) => ({ record })),
    1,
  );
  const isTold = (section: string) => section.split('\n').length > 10;
  const sections = readFileSync(source, 'utf8')
    .split(/\n(?=[^\n]+\n~{4,}\n)/)
    .filter(isTold);
  const firsts = sections.map((text) => match(knowledge, { text, logLines: [], facts: [] }).matches[0]!);
  expect(firsts.map((it) => it.slug)).toEqual(catalogue.map((it) => it.slug));
  expect(Math.min(...firsts.map((it) => it.confidence))).toBeGreaterThan(0.8);
});
