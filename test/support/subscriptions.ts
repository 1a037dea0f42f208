import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** How a connection ended. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A subscriber: the client of graphql-ws, with what it is told in the order in which it comes. */
export function subscriber(address: string, key: string | undefined) {
  let onClosed: (closed: Closed) => void;
  const closed = new Promise<Closed>((resolve) => (onClosed = resolve));
  const client: Client = createClient({
    url: `${address.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: key === undefined ? {} : { authorization: `Bearer ${key}` },
    retryAttempts: 0,
    on: { closed: (event) => onClosed(event as Closed) },
  });
  return {
    client,
    closed,
    /** Subscribes; `next` waits for what comes, `rest` for all until the server ends it, `end` completes it. */
    subscribe<Data>(query: string, variables: Record<string, unknown> = {}) {
      const iterator = client.iterate<Data>({ query, variables });
      const dataOf = ({
        data,
        errors,
      }: {
        readonly data?: Data | null | undefined;
        readonly errors?: unknown;
      }) => {
        if (errors || !data) throw new Error(JSON.stringify(errors));
        return data;
      };
      return {
        async next(): Promise<Data> {
          const { value, done } = await iterator.next();
          if (done) throw new Error('The subscription has ended.');
          return dataOf(value);
        },
        async rest(): Promise<Data[]> {
          const told: Data[] = [];
          for await (const message of iterator) told.push(dataOf(message));
          return told;
        },
        end: () => iterator.return!(),
      };
    },
  };
}
