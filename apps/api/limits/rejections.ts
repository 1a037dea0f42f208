import { GraphQLError } from 'graphql';
import { rejections, type Rejection } from '../../../libs/kernel/index.js';

/** Every refusal of an operation for its size, its time or its text; `libs/README.md` explains each. */
export const { codes: limitRejectionCodes, reject } = rejections([
  'QUERY_TOO_LONG',
  'QUERY_TOO_DEEP',
  'QUERY_HAS_TOO_MANY_ALIASES',
  'QUERY_TOO_COSTLY',
  'OPERATION_TIMED_OUT',
  'INTROSPECTION_OFF',
  'OPERATION_NOT_PERSISTED',
  'PERSISTED_OPERATION_NOT_FOUND',
  'PERSISTED_OPERATIONS_INVALID',
]);

/** A refusal of a whole operation, before or instead of its result, as GraphQL over HTTP wants it. */
export function refused({ code, field, remedy, message }: Rejection): GraphQLError {
  const extensions = { code, ...(field ? { field } : {}), ...(remedy ? { remedy } : {}) };
  return new GraphQLError(message, { extensions: { ...extensions, http: { spec: true, status: 400 } } });
}
