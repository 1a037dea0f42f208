import type { TypedDocumentString } from './generated/operations.js';

export interface ClientOptions {
  /** Where Talekeeper is, such as `http://127.0.0.1:4000`. */
  readonly address: string;
  /** An API key, or a token of the identity provider. */
  readonly key: string;
  /** Makes the requests; the platform's own unless said otherwise. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Asks Talekeeper, in types that follow from the document. */
export interface Client {
  /** Throws a TalekeeperError for whatever is refused, and what `fetch` throws when nobody answers. */
  request<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]
  ): Promise<Result>;
}

/** A refusal, by the first of its errors. */
export class TalekeeperError extends Error {
  constructor(
    message: string,
    /** Stable; the catalogue in `libs/README.md` says what each means and what to do. */
    readonly code: string,
    readonly field?: string,
    readonly remedy?: string,
    /** The HTTP status of the answer. */
    readonly status?: number,
  ) {
    super(message);
    this.name = 'TalekeeperError';
  }
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly field?: string; readonly remedy?: string };
  }[];
}

export function createClient({ address, key, fetch = globalThis.fetch }: ClientOptions): Client {
  const url = new URL('/graphql', address);
  return {
    async request<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      ...[variables]: readonly unknown[]
    ): Promise<Result> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ query: String(document), variables }),
      });
      const { data, errors } = (await response.json()) as Answer<Result>;
      const [error] = errors ?? [];
      if (!error && data) return data;
      const { code = 'INTERNAL_ERROR', field, remedy } = error?.extensions ?? {};
      throw new TalekeeperError(
        error?.message ?? 'There was no answer.',
        code,
        field,
        remedy,
        response.status,
      );
    },
  };
}
