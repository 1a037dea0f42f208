import { describe, expect, it } from '@jest/globals';
import { createSchema } from '../print-schema.js';
import { requiredRole } from './requires.js';
import { ROLE_TABLE } from './role-table.js';

describe('the table of roles', () => {
  it('says of every operation what the schema says, and knows no other', async () => {
    const schema = await createSchema();
    const declared = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
      .filter((type) => type !== null && type !== undefined)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, requiredRole(field)]),
      );
    expect(Object.fromEntries(declared)).toEqual(ROLE_TABLE);
  });
});
