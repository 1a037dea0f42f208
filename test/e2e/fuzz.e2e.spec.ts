import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { firstColumn } from '../architecture/documentation.js';
import { compiled } from '../support/dist.js';
import { randomOperation, type RandomOperation } from '../support/random-operation.js';
import { dataOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

/** The same operations each time; `FUZZ_SEED` and `FUZZ_RUNS` look elsewhere, and for as long as that takes. */
const { FUZZ_SEED = '20130214', FUZZ_RUNS } = process.env;
const RUNS = 250;
const TIME_MAX_MS = 15_000;

jest.setTimeout(FUZZ_RUNS ? 3_600_000 : 120_000);

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('apps/api/schema.graphql'));
const documented = firstColumn(read('libs/README.md'), 'code');
const harmless = new Set(documented.filter((code) => code !== 'INTERNAL_ERROR'));

describe('an operation that a program made up', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    await compiled('libs/runtime/simulation/thread.js');
    talekeeper = await startTalekeeper({ RATE_PER_SECOND: '0', OPERATION_TIME_MAX_MS: '1500' });
    await loadCatalogue(talekeeper.runtime.incidents);
  });
  afterAll(() => talekeeper.close());

  const file = async (text: string) => {
    const caller = { actor: 'ada', correlationId: 'test' };
    const { id } = await talekeeper.runtime.reports.file({ text, channel: 'operator' }, caller);
    return (await talekeeper.runtime.outcomes.wait(id, 15_000)).id;
  };
  /** Ids, slugs and cursors of what there is. */
  const someIds = async (): Promise<string[]> => {
    const reports = [await file('ssh freezes as soon as ps aux prints a lot'), await file('a lift stops')];
    const found = await dataOf(
      talekeeper.graphql(
        '{ events(first: 5) { nodes { id } } incidents { nodes { id slug } pageInfo { startCursor } } }',
      ),
    );
    const texts = JSON.stringify(found).matchAll(/:"([^"]+)"/g);
    return [...reports, ...Array.from(texts, ([, text = '']) => text)];
  };

  const judge = async ({ query, variables }: RandomOperation) => {
    const { status, data, errors = [] } = await talekeeper.graphql(query, variables);
    expect(status).toBeLessThan(500);
    const codes = errors.map(({ extensions }) => extensions?.code ?? 'none');
    expect(codes.filter((code) => !harmless.has(code))).toEqual([]);
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|\.[jt]s:\d+/);
    expect(data !== undefined || errors.length > 0).toBe(true);
  };

  it('is answered with data or with a documented refusal, and breaks nothing', async () => {
    const operations = randomOperation(schema, { ids: await someIds() });
    await fc.assert(fc.asyncProperty(operations, judge), {
      seed: Number(FUZZ_SEED),
      numRuns: Number(FUZZ_RUNS ?? RUNS),
      endOnFailure: true,
      ...(FUZZ_RUNS ? {} : { interruptAfterTimeLimit: TIME_MAX_MS }),
    });
    const { incident } = await dataOf(
      talekeeper.graphql<{ incident: object }>('{ incident(slug: "double-vlan") { slug } }'),
    );
    expect(incident).toEqual({ slug: 'double-vlan' });
  });
});
