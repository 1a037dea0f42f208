import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function checked(value: unknown): number | string | boolean {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  throw new TypeError('FactValue must be a number, a string or a boolean.');
}

/** The value of a fact, which is measured (a number), named (a string) or answered with yes or no. */
export const FactValue = new GraphQLScalarType({
  name: 'FactValue',
  description: 'A number, a string or a boolean.',
  serialize: checked,
  parseValue: checked,
  parseLiteral(node: ValueNode) {
    switch (node.kind) {
      case Kind.INT:
      case Kind.FLOAT:
        return Number(node.value);
      case Kind.STRING:
      case Kind.BOOLEAN:
        return node.value;
      default:
        return checked(undefined);
    }
  },
});
