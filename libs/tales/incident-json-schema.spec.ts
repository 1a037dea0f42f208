import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogueFiles } from './catalogue.js';
import { incidentJsonSchema } from './incident-json-schema.js';
import { readYaml } from './yaml/read-yaml.js';

const published: unknown = JSON.parse(readFileSync(new URL('incident.schema.json', import.meta.url), 'utf8'));

it('is published as it is generated; `npm run -s talekeeper -- schema` writes it anew', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(incidentJsonSchema())));
});

it('says that it is generated', () => {
  expect(published).toMatchObject({ $comment: expect.stringContaining('Generated') });
});

it('accepts every file of the catalogue and refuses an unknown field', () => {
  const schema = z.fromJSONSchema(published as Parameters<typeof z.fromJSONSchema>[0]);
  const records = catalogueFiles.flatMap(({ path }) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    return readYaml(text).records.map((it) => it.value);
  });
  expect(records).toHaveLength(6);
  for (const record of records) {
    expect(schema.safeParse(record).error).toBeUndefined();
    expect(schema.safeParse({ ...(record as object), sympton: [] }).success).toBe(false);
  }
});
