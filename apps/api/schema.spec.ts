import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { createSchema, schemaText } from './print-schema.js';

describe('schema.graphql', () => {
  const committed = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');

  it('is what the resolvers say; `npm run schema` brings it up to date', async () => {
    expect(await schemaText()).toBe(committed);
  });
});

describe('the schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await createSchema();
  });

  it('describes every type, field, argument, enum value, input field and directive', () => {
    const undescribed = described(schema).filter(([, description]) => !description);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });

  it('gives every mutation that is not deprecated one input and one payload, both with a clientMutationId', () => {
    const mutations = Object.values(schema.getMutationType()!.getFields());
    for (const { name, args, type, deprecationReason } of mutations) {
      if (deprecationReason) continue;
      const input = args.find((it) => it.name === 'input');
      const fields = [
        getNamedType(input!.type) as GraphQLInputObjectType,
        getNamedType(type) as GraphQLObjectType,
      ];
      for (const it of fields)
        expect([name, it.name, Object.keys(it.getFields())]).toContainEqual(
          expect.arrayContaining(['clientMutationId']),
        );
      const others = args.filter((it) => it !== input && !it.deprecationReason).map((it) => it.name);
      expect([name, ...others]).toEqual(name === 'fileSymptomReport' ? [name, 'waitMs'] : [name]);
    }
  });

  it('makes every connection as Relay specifies it', () => {
    const connections = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection'),
    );
    expect(connections.length).toBeGreaterThan(4);
    for (const connection of connections) {
      const name = connection.name.replace('Connection', '');
      const typesOf = (type: GraphQLObjectType) =>
        Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
      expect(typesOf(connection)).toMatchObject({ edges: `[${name}Edge!]!`, pageInfo: 'PageInfo!' });
      expect(typesOf(schema.getType(`${name}Edge`) as GraphQLObjectType)).toEqual({
        cursor: 'String!',
        node: `${name}!`,
      });
    }
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!getNamedType(field.type).name.endsWith('Connection')) continue;
        const names = field.args.map((it) => it.name);
        expect([type.name, field.name, ...names]).toEqual(
          expect.arrayContaining(['first', 'after', 'last', 'before']),
        );
      }
    }
  });
});

/** Everything in a schema that can have a description, and the one that it has. */
function described(schema: GraphQLSchema): [name: string, description: string | null | undefined][] {
  const found: [string, string | null | undefined][] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    found.push([type.name, type.description]);
    if (isEnumType(type))
      for (const it of type.getValues()) found.push([`${type.name}.${it.name}`, it.description]);
    if (isInputObjectType(type)) {
      for (const it of Object.values(type.getFields()))
        found.push([`${type.name}.${it.name}`, it.description]);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      found.push([`${type.name}.${field.name}`, field.description]);
      for (const it of field.args) found.push([`${type.name}.${field.name}(${it.name})`, it.description]);
    }
  }
  for (const directive of schema.getDirectives().filter((it) => !isSpecifiedDirective(it))) {
    found.push([`@${directive.name}`, directive.description]);
    for (const it of directive.args) found.push([`@${directive.name}(${it.name})`, it.description]);
  }
  return found;
}
