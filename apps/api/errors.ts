import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { unstorableText } from '../../libs/database/index.js';
import { Rejection } from '../../libs/kernel/index.js';
import { endedUnderWay } from '../../libs/runtime/index.js';
import { inputPathOf } from './input-path.js';

/** What a caller learns of an error. */
export interface Explained {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly field?: string;
    readonly remedy?: string;
    /** Under this id an internal error is in the log. */
    readonly errorId?: string;
  };
}

/** A rejection is told with its code, field and remedy; of anything else only that it happened, and where it is logged. */
export type Explain = (error: unknown) => Explained;

export function explainer(logger: Logger, nextId: () => string): Explain {
  return (error) => {
    const rejection = error instanceof Rejection ? error : (unstorableText(error) ?? endedUnderWay(error));
    if (rejection) return explained(rejection);
    const errorId = nextId();
    logger.error({ err: error, errorId }, 'a request failed');
    return {
      message: `Something went wrong inside Talekeeper; it is logged under ${errorId}.`,
      extensions: { code: 'INTERNAL_ERROR', errorId },
    };
  };
}

export const explained = ({ code, field, remedy, message }: Rejection): Explained => ({
  message,
  extensions: { code, ...(field ? { field } : {}), ...(remedy ? { remedy } : {}) },
});

/** The errors of GraphQL with our codes, and explained what was thrown while it was executed. */
export function maskError(explain: Explain) {
  return (error: unknown): GraphQLError => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    // The cause of a wrong variable does not know where in the variable it is.
    if (cause instanceof GraphQLError) return explainRequest(error as GraphQLError);
    const { message, extensions } = explain(cause);
    return withExtensions(error, message, extensions);
  };
}

/** What is wrong with a request before anything of it is executed: our code, and the field where it is one. */
function explainRequest(error: GraphQLError): GraphQLError {
  const { code: given, http, remedy } = error.extensions;
  const code = typeof given === 'string' ? (OUR_CODES.get(given) ?? given) : 'BAD_USER_INPUT';
  const field = error.extensions['field'] ?? inputPathOf(error);
  return withExtensions(error, error.message, {
    code,
    ...(field ? { field } : {}),
    ...(remedy ? { remedy } : {}),
    ...(http ? { http } : {}),
  });
}

/** The codes of the server below that have another name here. */
const OUR_CODES: ReadonlyMap<string, string> = new Map([
  ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED'],
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  ['OPERATION_RESOLUTION_FAILURE', 'OPERATION_RESOLUTION_FAILURE'],
  ['BAD_REQUEST', 'REQUEST_INVALID'],
  ['REQUEST_ENTITY_TOO_LARGE', 'BODY_TOO_LARGE'],
]);

function withExtensions(error: unknown, message: string, extensions: object): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions: { ...extensions } });
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { ...extensions },
  });
}
