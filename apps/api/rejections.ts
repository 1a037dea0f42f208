import { rejections } from '../../libs/kernel/index.js';

/** Every refusal that the API gives by itself; `libs/README.md` explains each. */
export const { codes: apiRejectionCodes, reject } = rejections([
  'WAIT_INVALID',
  'FILTER_INVALID',
  'NODES_TOO_MANY',
  'INPUT_MISSING',
  // As GraphQL servers call them in general.
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);
