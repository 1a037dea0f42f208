import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { requireRole } from '../../../libs/identity/index.js';
import type { RequestContext } from '../context.js';
import { defineRequires, requiredRole } from './requires.js';

/**
 * The schema, in which each operation first asks for the role that it declares, whoever executes it and over whatever
 * transport. An operation that declares none keeps the server from starting.
 */
export function enforceRoles(schema: GraphQLSchema): GraphQLSchema {
  const enforcing = defineRequires(schema);
  const roots = [enforcing.getQueryType(), enforcing.getMutationType(), enforcing.getSubscriptionType()];
  for (const type of roots) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const role = requiredRole(field);
      if (role === undefined) throw new Error(`${type!.name}.${field.name} is without @Requires.`);
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (source, args, context, info) => {
        requireRole((context as RequestContext).principal, role, field.name);
        return resolve(source, args, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, args, context, info) => {
        requireRole((context as RequestContext).principal, role, field.name);
        return subscribe(source, args, context, info);
      };
    }
  }
  return enforcing;
}
