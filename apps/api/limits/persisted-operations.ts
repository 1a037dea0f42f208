import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { reject } from './rejections.js';

/** Documents by id, which a request may name instead of sending them. */
export type PersistedOperations = ReadonlyMap<string, string>;

/**
 * Reads a JSON file of documents by id, as the compilers of clients write it. Throws PERSISTED_OPERATIONS_INVALID.
 */
export function readPersistedOperations(path: string | undefined): PersistedOperations {
  if (path === undefined) return new Map();
  try {
    const documents = z
      .record(z.string().min(1), z.string().min(1))
      .parse(JSON.parse(readFileSync(path, 'utf8')));
    return new Map(Object.entries(documents));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? 'it is not an object of documents by id' : (error as Error).message;
    throw reject('PERSISTED_OPERATIONS_INVALID', {
      message: `The persisted operations in ${path} cannot be read: ${reason}.`,
      field: 'PERSISTED_OPERATIONS',
      remedy: 'Name a JSON file such as {"<id>": "query { … }"}.',
    });
  }
}

/**
 * The parameters of a request with the document that they name: by `documentId`, or by the hash in
 * `extensions.persistedQuery`. Throws PERSISTED_OPERATION_NOT_FOUND.
 */
export function withDocument<
  Params extends { query?: string | undefined; extensions?: Record<string, unknown> | undefined },
>(params: Params & { documentId?: unknown }, operations: PersistedOperations): Omit<Params, 'documentId'> {
  const { documentId, ...rest } = params;
  const persistedQuery = rest.extensions?.['persistedQuery'] as { sha256Hash?: unknown } | undefined;
  const id = documentId ?? persistedQuery?.sha256Hash;
  if (rest.query || typeof id !== 'string') return rest;
  const query = operations.get(id);
  if (query !== undefined) return { ...rest, query };
  throw reject('PERSISTED_OPERATION_NOT_FOUND', {
    message: `No persisted operation has the id ${id.slice(0, 100)}.`,
    field: 'documentId',
    remedy: 'Have the operator of the server add it to PERSISTED_OPERATIONS, or send the document.',
  });
}
