import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputField,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { schemaText } from './print-schema.js';

describe('schema.graphql', () => {
  const committed = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

  it('is what the resolvers say; `npm run schema` brings it up to date', async () => {
    expect(await schemaText()).toBe(committed);
  });

  it('describes every type, field, argument and enum', () => {
    const undescribed: string[] = [];
    const check = (name: string, described: { description?: string | null | undefined }) => {
      if (!described.description) undescribed.push(name);
    };
    for (const type of Object.values(buildSchema(committed).getTypeMap())) {
      if (type.name.startsWith('__') || isScalarType(type)) continue;
      if (type.name !== 'Query' && type.name !== 'Mutation') check(type.name, type);
      if (isEnumType(type) || !(isObjectType(type) || isInputObjectType(type) || isInterfaceType(type)))
        continue;
      const fields: (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields());
      for (const field of fields) {
        check(`${type.name}.${field.name}`, field);
        if ('args' in field)
          for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
    expect(undescribed).toEqual([]);
  });
});
