import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { firstColumn } from '../architecture/documentation.js';
import { stuckLock } from '../support/records.js';
import { refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

const documented = firstColumn(
  readFileSync(new URL('../../libs/README.md', import.meta.url), 'utf8'),
  'code',
);
const SUBMIT = 'mutation ($input: IncidentInput!) { submitIncident(input: $input) { incident { slug } } }';
const symptoms = [{ id: 'a', statement: 'It hangs.' }, { id: 'b' }];

describe('an error of a request', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  it.each<[string, string, object, object]>([
    ['no GraphQL', '{ incidents ', {}, { code: 'GRAPHQL_PARSE_FAILED' }],
    ['a field that does not exist', '{ nothing }', {}, { code: 'GRAPHQL_VALIDATION_FAILED' }],
    [
      'two operations',
      'query A { __typename } query B { __typename }',
      {},
      { code: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    ['a variable that is missing', SUBMIT, {}, { code: 'BAD_USER_INPUT', field: 'input' }],
    [
      'a field of a variable that is missing',
      SUBMIT,
      { input: { ...stuckLock, symptoms } },
      { code: 'BAD_USER_INPUT', field: 'input.symptoms[1]' },
    ],
    [
      'a field of a variable that has the wrong type',
      SUBMIT,
      { input: { ...stuckLock, symptoms: [symptoms[0], { id: 'b', statement: 5 }] } },
      { code: 'BAD_USER_INPUT', field: 'input.symptoms[1].statement' },
    ],
    [
      'a wrong value in the document',
      'mutation { fileSymptomReport(input: { facts: [{ name: "a", value: 1 }, { name: 2, value: 1 }] }) { clientMutationId } }',
      {},
      { code: 'GRAPHQL_VALIDATION_FAILED', field: 'input.facts[1].name' },
    ],
    [
      'a wrong argument',
      '{ incidents(first: "x") { totalCount } }',
      {},
      { code: 'GRAPHQL_VALIDATION_FAILED', field: 'first' },
    ],
    [
      'what a rule of the domain refuses',
      SUBMIT,
      { input: { ...stuckLock, symptoms: [symptoms[0], { id: 'b', statement: ' ' }] } },
      { code: 'INCIDENT_INVALID', field: 'input.symptoms[1].statement' },
    ],
  ])('says what is wrong and where: %s', async (_what, query, variables, refusal) => {
    const given = await refusalOf(talekeeper.graphql(query, variables));
    expect(given).toMatchObject(refusal);
    expect(documented).toContain(given.code);
    expect(JSON.stringify(given)).not.toMatch(/node_modules|originalError|stack/);
  });

  it.each(['{"query": 1}', '{"query": "{ __typename }", "variables": 1}'])(
    'says that %s is no request',
    async (body) => {
      const response = await fetch(`${talekeeper.address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await talekeeper.key('admin')}`,
        },
        body,
      });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_INVALID' } }] });
    },
  );

  it('inside the program tells an id, and the log tells the rest under that id', async () => {
    const { pool } = talekeeper.database;
    const log = jest.spyOn(talekeeper.runtime.logger, 'error');
    await pool.query('alter table event rename to event_hidden');
    try {
      const { errors, data } = await talekeeper.graphql('{ incident(slug: "double-vlan") { slug } }');
      expect(errors).toHaveLength(1);
      const { code, errorId } = errors![0]!.extensions as { code: string; errorId: string };
      expect(code).toBe('INTERNAL_ERROR');
      expect(JSON.stringify({ errors, data })).not.toMatch(/relation|event|select/i);
      const logged = log.mock.calls.map(([it]) => it as { errorId?: string; err?: Error });
      expect(logged.find((it) => it.errorId === errorId)?.err?.message).toMatch(
        /relation "event" does not exist/,
      );
    } finally {
      await pool.query('alter table event_hidden rename to event');
      log.mockRestore();
    }
  });
});
