import { describe, expect, it } from '@jest/globals';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';

const read = async (name: string) => buildSchema(await readFile(join(projectRoot, 'apps/api', name), 'utf8'));

/** What would break a client that was written for the one schema if the server had the other. */
async function breaks(released: Parameters<typeof diff>[0], current: Parameters<typeof diff>[1]) {
  const changes = await diff(released, current);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

describe('the schema', () => {
  it('breaks nothing that clients were promised', async () => {
    expect(await breaks(await read('schema.released.graphql'), await read('schema.graphql'))).toEqual([]);
  });

  it('would be found out if it took a field away, or wanted an argument that nobody gives', async () => {
    const released = buildSchema('type Query { a: Int  b(x: Int): Int }');
    const current = buildSchema('type Query { b(x: Int, y: Int!): Int }');
    expect(await breaks(released, current)).toHaveLength(2);
  });
});
