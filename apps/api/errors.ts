import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Rejection } from '../../libs/kernel/index.js';

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
    if (error instanceof Rejection) {
      const { code, field, remedy, message } = error;
      return { message, extensions: { code, ...(field ? { field } : {}), ...(remedy ? { remedy } : {}) } };
    }
    const errorId = nextId();
    logger.error({ err: error, errorId }, 'a request failed');
    return {
      message: `Something went wrong inside Talekeeper; it is logged under ${errorId}.`,
      extensions: { code: 'INTERNAL_ERROR', errorId },
    };
  };
}

/** The errors of GraphQL as they are, and explained what was thrown while it was executed. */
export function maskError(explain: Explain) {
  return (error: unknown): GraphQLError => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    if (cause instanceof GraphQLError) return cause;
    const { message, extensions } = explain(cause);
    if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions: { ...extensions } });
    const { nodes, source, positions, path } = error;
    return new GraphQLError(message, {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      path: path ?? null,
      extensions: { ...extensions },
    });
  };
}
