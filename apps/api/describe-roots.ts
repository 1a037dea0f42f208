import type { GraphQLSchema } from 'graphql';

const DESCRIPTIONS = {
  Query: 'Everything that can be asked. Nothing of it changes anything.',
  Mutation: 'Everything that can be changed. Each change becomes events, which name who made it.',
  Subscription: 'Everything that can be followed as it happens.',
};

/** The schema with descriptions of its roots, which Nest makes without any. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(DESCRIPTIONS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  return schema;
}
