import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { projectRoot } from '../../../libs/database/index.js';
import { incidentAggregate } from '../../../libs/incident/index.js';
import { readKnowledgeLines } from '../../../libs/matching/index.js';
import * as operations from './operations.js';
import { publishable, published } from './published.js';

const schema = buildSchema(readFileSync(join(projectRoot, 'apps/api/schema.graphql'), 'utf8'));

it.each(Object.entries(operations))('bench:api asks %s as the schema has it', (_, operation) => {
  expect(validate(schema, parse(operation))).toEqual([]);
});

it('bench:api publishes what minimal records hold', () => {
  const [record] = readKnowledgeLines('kb.jsonl', '{"id":"change-7","title":"A lock is never let go"}');
  const events = published(publishable(record!), incidentAggregate.initial);
  expect(events.map(({ type }) => type)).toEqual(['IncidentSubmitted', 'IncidentPublished']);
});
