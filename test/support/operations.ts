import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** An operation that asks for one root field with as little as the schema requires. */
export interface Operation {
  /** As in `Query.incident`. */
  readonly name: string;
  readonly document: string;
}

/** One operation for each query, mutation and subscription of a schema. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map(({ name, args, type: result }) => {
      const required = args.filter(isRequiredArgument).map((it) => `${it.name}: ${literal(it.type)}`);
      const call = `${name}${required.length > 0 ? `(${required.join(', ')})` : ''}`;
      return {
        name: `${type!.name}.${name}`,
        document: `${type!.name.toLowerCase()} { ${call} ${selection(result)} }`,
      };
    }),
  );
}

const selection = (type: GraphQLOutputType) => (isLeafType(getNamedType(type)) ? '' : '{ __typename }');

/** Some value of a type, as it stands in a document. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return SCALARS[type.name] ?? '"x"';
}

const SCALARS: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  DateTime: '"2026-01-01T00:00:00.000Z"',
};
