import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { createSchema } from '../print-schema.js';
import { costOf, shapeOf } from './measure.js';

const schema = buildSchema(`
  type Query { tale(slug: ID): Tale, tales(first: Int = 20, last: Int): TaleConnection, nodes(ids: [ID!]!): [Thing], latest(first: Int): TaleConnection }
  interface Thing { id: ID }
  type TaleConnection { totalCount: Int, nodes: [Tale], edges: [TaleEdge] }
  type TaleEdge { cursor: String, node: Tale }
  type Tale implements Thing { id: ID, title: String, words: [String], symptoms: [Symptom], like(first: Int = 5): TaleConnection }
  type Symptom { id: ID, tale: Tale }
`);

const cost = (text: string, variables = {}) => {
  const document = parse(text);
  return costOf(schema, document, getOperationAST(document)!, variables);
};
const shape = (text: string) => shapeOf(parse(text));

describe('the cost of an operation', () => {
  it.each<[number, string, ...object[]]>([
    [1, '{ __typename }'],
    [3, '{ tale { id title } }'],
    [2, '{ tale { words } }'],
    [1 + 1 + 10 * 1, '{ tale { symptoms { id } } }'],
    [1 + 20 * 3, '{ tales { nodes { id title } } }'],
    [1 + 3 * 2, '{ tales(first: 3) { nodes { id } } }'],
    [1 + 4 * 2, '{ tales(last: 4) { nodes { id } } }'],
    [1 + 3 * 4, '{ tales(first: 3) { edges { cursor node { id } } } }'],
    [1 + 3 * (1 + 1 + 5 * 2), '{ tales(first: 3) { nodes { like { nodes { id } } } } }'],
    [1 + 7 * 2, 'query ($n: Int) { tales(first: $n) { nodes { id } } }', { n: 7 }],
    [1 + 8 * 2, 'query ($n: Int = 8) { tales(first: $n) { nodes { id } } }'],
    [1 + 20 * 2, 'query ($n: Int) { tales(first: $n) { nodes { id } } }'],
    [1 + 2 * 1, '{ nodes(ids: ["a", "b"]) { id } }'],
    [1 + 3 * 2, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Tale { title } } }', { ids: [1, 2, 3] }],
    [2 * (1 + 2), '{ a: tale { ...t } b: tale { ...t } } fragment t on Tale { id title }'],
    [1 + 20 * 2, '{ tales(first: -5) { nodes { id } } }'],
    [1 + 20 * 1, '{ latest { totalCount } }'],
  ])('is %i for %s', (expected, text, ...[variables]) => {
    expect(cost(text, variables)).toBe(expected);
  });

  it('of fragments that spread each other twice is counted, not run: a hundred of them take no time', () => {
    const fragments = Array.from(
      { length: 100 },
      (_, index) =>
        `fragment f${index} on Tale { a: symptoms { tale { ...f${index + 1} } } b: symptoms { tale { ...f${index + 1} } } }`,
    );
    const bomb = `{ tale { ...f0 } } ${fragments.join('\n')} fragment f100 on Tale { id }`;
    expect(cost(bomb)).toBeGreaterThan(1e100);
    expect(shape(bomb).aliases).toBeGreaterThan(1e29);
    expect(shape(bomb).depth).toBe(202);
  });
});

describe('the shape of a document', () => {
  it.each([
    ['{ tale { symptoms { tale { id } } } }', { depth: 4, aliases: 0 }],
    ['{ a: tale { x: id } tale { ... { y: title } } }', { depth: 2, aliases: 3 }],
    ['query A { tale { id } } query B { a: tale { symptoms { id } } }', { depth: 3, aliases: 1 }],
    [
      '{ tale { ...one } } fragment one on Tale { id ...two } fragment two on Tale { symptoms { id } }',
      { depth: 3, aliases: 0 },
    ],
    ['{ tale { ...one } } fragment one on Tale { id like { nodes { ...one } } }', { depth: 3, aliases: 0 }],
    ['{ tale { ...nowhere } }', { depth: 1, aliases: 0 }],
  ])('%s', (text, expected) => {
    expect(shape(text)).toMatchObject({ ...expected, introspects: false });
  });

  it('tells introspection, which does not count', () => {
    expect(shape(getIntrospectionQuery())).toEqual({ depth: 0, aliases: 0, introspects: true });
    expect(shape('{ __typename }').introspects).toBe(false);
  });
});

describe('the README', () => {
  it('counts its example as it is counted', async () => {
    const document = parse(
      '{ incidents(first: 50) { nodes { slug record { title symptoms { statement } } } } }',
    );
    expect(costOf(await createSchema(), document, getOperationAST(document)!, {})).toBe(751);
  });
});
