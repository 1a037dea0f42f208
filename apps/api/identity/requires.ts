import { Directive, registerEnumType } from '@nestjs/graphql';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  Kind,
  type GraphQLEnumType,
  type GraphQLField,
} from 'graphql';
import { roles, type Role } from '../../../libs/identity/index.js';
import { enumOf } from '../enum-of.js';

/**
 * Says on a query, a mutation or a subscription which role its caller needs, `@requires(role: …)` in the schema. An
 * operation that does not say so belongs to nobody.
 */
export const Requires = (role: Role): MethodDecorator & PropertyDecorator =>
  Directive(`@requires(role: ${role.toUpperCase()})`);

export const RoleEnum = enumOf(roles);
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a caller may do. Each role includes all those before it.',
  valuesMap: {
    READER: { description: 'Reads everything that is known.' },
    REPORTER: { description: 'Looks symptoms up and files reports, as a chatbot does.' },
    OPERATOR: { description: 'Submits incidents and judges matches.' },
    CURATOR: { description: 'Publishes, revises, merges and retires incidents.' },
    ADMIN: { description: 'Manages keys and background jobs.' },
  },
});

/** The schema with the definition of `@requires`, which Nest uses and does not define. */
export function defineRequires(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const directive = new GraphQLDirective({
    name: 'requires',
    description: 'The role that the caller of an operation needs.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      role: {
        type: new GraphQLNonNull(schema.getType('Role') as GraphQLEnumType),
        description: 'This role, or one that includes it.',
      },
    },
  });
  return new GraphQLSchema({ ...config, directives: [...config.directives, directive] });
}

/** The role that an operation of the schema needs; undefined where it does not say. */
export function requiredRole({ astNode }: GraphQLField<unknown, unknown>): Role | undefined {
  const argument = astNode?.directives?.find(({ name }) => name.value === 'requires')?.arguments?.[0];
  return argument?.value.kind === Kind.ENUM ? RoleEnum[argument.value.value] : undefined;
}
