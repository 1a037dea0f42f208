import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Rejection } from '../../libs/kernel/index.js';

/**
 * What a caller learns of an error: a rejection with its code, field and remedy; GraphQL's own errors as they are;
 * of anything else only that it happened, with an id under which it is logged.
 */
export function maskError(logger: Logger, nextId: () => string) {
  return (error: unknown): GraphQLError => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    if (cause instanceof Rejection) {
      const { code, field, remedy, message } = cause;
      return located(error, message, { code, ...(field ? { field } : {}), ...(remedy ? { remedy } : {}) });
    }
    if (cause instanceof GraphQLError) return cause;
    const errorId = nextId();
    logger.error({ err: cause, errorId }, 'a request failed');
    return located(error, `Something went wrong inside Talekeeper; it is logged under ${errorId}.`, {
      code: 'INTERNAL_ERROR',
      errorId,
    });
  };
}

function located(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}
