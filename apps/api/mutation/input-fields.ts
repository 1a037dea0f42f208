import {
  getNamedType,
  isInputObjectType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import { Rejection } from '../../../libs/kernel/index.js';

/**
 * Makes every refusal name the field that is wrong by its path in the request, `input.symptoms[2].statement`, where the
 * rules that refuse know of a record, and nothing of where it came from.
 */
export function nameInputFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) namePaths(field);
  }
  return schema;
}

function namePaths(field: GraphQLField<unknown, unknown>): void {
  const argument = field.args.find(({ name }) => name === 'input');
  const type = argument && getNamedType(argument.type);
  const { resolve } = field;
  if (!isInputObjectType(type) || !resolve) return;
  field.resolve = async (source, args: Record<string, unknown>, context, info) => {
    try {
      return await resolve(source, args, context, info);
    } catch (error) {
      throw args['input'] && error instanceof Rejection ? within(type, error) : error;
    }
  };
}

function within(type: GraphQLInputObjectType, rejection: Rejection): Rejection {
  const { code, field, message, remedy } = rejection;
  const [, first = '', rest = ''] = /^(\w+)(.*)$/s.exec(field ?? '') ?? [];
  // A report is known by its id, and the inputs that are about one call it so.
  const name = first === 'id' && !type.getFields()['id'] ? 'reportId' : first;
  if (!type.getFields()[name]) return rejection;
  return new Rejection(code, { message, field: `input.${name}${rest}`, ...(remedy ? { remedy } : {}) });
}
