import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLE_TABLE } from '../../apps/api/identity/role-table.js';
import { createSchema } from '../../apps/api/print-schema.js';
import { roles, type Role } from '../../libs/identity/index.js';
import { operationsOf } from '../support/operations.js';
import { startTalekeeper, type GraphqlAnswer, type Talekeeper } from '../support/talekeeper.js';

const operations = operationsOf(await createSchema());
/** Subscriptions have no end to wait for; their own story has who may subscribe. */
const answered = operations.filter(({ name }) => !name.startsWith('Subscription.'));

describe('what a role may do', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  const codes = ({ errors = [] }: GraphqlAnswer<unknown>) => errors.map((it) => it.extensions?.code);

  it.each(answered)('$name is for whom the table says', async ({ name, document }) => {
    const answers = await Promise.all(
      roles.map(async (role) => {
        const authorization = `Bearer ${await talekeeper.key(role)}`;
        const answer = await talekeeper.graphql(document, {}, { authorization });
        return { role, isDenied: codes(answer).includes('PERMISSION_DENIED'), codes: codes(answer) };
      }),
    );
    const needed = roles.indexOf(ROLE_TABLE[name]!);
    expect(answers.map(({ role, isDenied }) => [role, isDenied])).toEqual(
      roles.map((role: Role, rank) => [role, rank < needed]),
    );
    // Who is let through gets an answer or a refusal that has nothing to do with roles, and never a fault.
    expect(answers.flatMap((it) => it.codes)).not.toContain('INTERNAL_ERROR');
    expect(answers.flatMap((it) => it.codes)).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it.each(operations)('$name is not for who does not say who they are', async ({ document }) => {
    const { status, data, errors } = await talekeeper.graphql(document, {}, { authorization: '' });
    expect({ status, data, codes: errors?.map((it) => it.extensions?.code) }).toEqual({
      status: 401,
      codes: ['CREDENTIALS_MISSING'],
    });
  });
});
