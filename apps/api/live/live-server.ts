import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { YogaServerInstance } from 'graphql-yoga';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionArgs,
  type execute,
  type GraphQLSchema,
  type subscribe,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Principal } from '../../../libs/identity/index.js';
import { Rejection } from '../../../libs/kernel/index.js';
import type { Runtime, Service } from '../../../libs/runtime/index.js';
import type { Explain } from '../errors.js';
import { admit } from '../http/gate.js';
import { reject } from './rejections.js';

/** Who does not say who they are within this time is sent away. */
const INIT_TIME_MAX_MS = 5_000;
/** Who does not answer a ping until the next one is gone. */
const PING_MS = 12_000;
/** So often a connection's credentials are looked at again. */
const RECHECK_MS = 10_000;
const MESSAGE_SIZE_MAX_BYTES = 256 * 1024;

/** Close codes of graphql-transport-ws, and one for what may be tried again later. */
const CLOSE = { unauthorized: 4401, forbidden: 4403, later: 4503 };

interface Connection {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
  readonly principal: Principal;
}

interface LiveServerOptions {
  readonly server: Server;
  readonly path: string;
  readonly yoga: Pick<YogaServerInstance<object, object>, 'getEnveloped'>;
  readonly runtime: Runtime;
  readonly explain: Explain;
}

/**
 * Serves the subscriptions over WebSockets, by the protocol graphql-transport-ws. The `authorization` in the payload of
 * `connection_init` is what the header of that name is elsewhere. How many connections and subscriptions there are is
 * bounded, and for one that reads slowly nothing piles up: it is sent the next message when it has taken the last.
 */
export function serveLive({ server, path, yoga, runtime, explain }: LiveServerOptions): Service {
  const { LIVE_CONNECTIONS_MAX, LIVE_CONNECTIONS_PER_CALLER_MAX, LIVE_SUBSCRIPTIONS_PER_CONNECTION_MAX } =
    runtime.environment;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_SIZE_MAX_BYTES,
    perMessageDeflate: false,
  });
  const connections = new Map<WebSocket, Connection>();

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path) return refuseUpgrade(socket, '404 Not Found');
    if (sockets.clients.size >= LIVE_CONNECTIONS_MAX) {
      const refusal = tooManyConnections(LIVE_CONNECTIONS_MAX, 'this process');
      return refuseUpgrade(socket, '503 Service Unavailable', explain(refusal));
    }
    sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
  };
  server.on('upgrade', upgrade);

  /** Lets a connection in, or closes it with the code of what it was refused for. */
  const connect = async (socket: WebSocket, authorization: string | undefined) => {
    try {
      const principal = await admit(runtime, authorization);
      const same = [...connections.values()].filter((it) => it.principal.actor === principal.actor);
      if (same.length >= LIVE_CONNECTIONS_PER_CALLER_MAX) {
        throw tooManyConnections(LIVE_CONNECTIONS_PER_CALLER_MAX, principal.actor);
      }
      connections.set(socket, { socket, authorization, principal });
      socket.once('close', () => connections.delete(socket));
      return true;
    } catch (error) {
      close(socket, error);
      return false;
    }
  };

  const close = (socket: WebSocket, error: unknown) => {
    const { message, extensions } = explain(error);
    const { code } = extensions;
    const closeCode = code.startsWith('CREDENTIALS_')
      ? CLOSE.unauthorized
      : code === 'PERMISSION_DENIED'
        ? CLOSE.forbidden
        : CLOSE.later;
    socket.close(closeCode, `${code}: ${message}`.slice(0, CLOSE_REASON_LENGTH_MAX));
  };

  /** Closes a connection whose key was revoked or whose token has expired. */
  const recheck = async ({ socket, authorization }: Connection) => {
    try {
      await runtime.identity.authenticate(authorization);
    } catch (error) {
      close(socket, error);
    }
  };
  const rechecking = setInterval(() => {
    for (const connection of connections.values()) void recheck(connection);
  }, RECHECK_MS).unref();

  const protocol = useServer<{ authorization?: unknown }>(
    {
      isProd: true,
      connectionInitWaitTimeout: INIT_TIME_MAX_MS,
      onConnect: ({ connectionParams, extra }) =>
        connect(extra.socket, authorizationOf(connectionParams?.authorization)),
      async onSubscribe({ extra, subscriptions }, _id, { query, operationName, variables }) {
        if (Object.keys(subscriptions).length > LIVE_SUBSCRIPTIONS_PER_CONNECTION_MAX) {
          return [said(tooManySubscriptions(LIVE_SUBSCRIPTIONS_PER_CONNECTION_MAX))];
        }
        const { principal } = connections.get(extra.socket)!;
        const refusal = await refusalOf(runtime.identity.requireRate(principal));
        if (refusal) return [said(refusal)];
        const enveloped: Enveloped = yoga.getEnveloped({
          req: { principal },
          request: new Request(`http://localhost${path}`),
          params: { query, operationName, variables },
        });
        let document: DocumentNode;
        try {
          document = enveloped.parse(query);
        } catch (error) {
          return [error as GraphQLError];
        }
        const errors = enveloped.validate(enveloped.schema, document);
        if (errors.length > 0) return errors;
        if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
          return [said(noOther(path))];
        return {
          schema: enveloped.schema,
          operationName,
          document,
          variableValues: variables,
          contextValue: await enveloped.contextFactory(),
          rootValue: enveloped,
        };
      },
      // Nobody is told anything with a key that was revoked a moment ago: what is closed is not sent to.
      async onNext({ extra }) {
        const connection = connections.get(extra.socket);
        if (connection) await recheck(connection);
      },
      execute: (args) => (args.rootValue as Enveloped).execute(args),
      subscribe: (args) => (args.rootValue as Enveloped).subscribe(args),
    },
    sockets,
    PING_MS,
  );

  return {
    async close() {
      clearInterval(rechecking);
      server.off('upgrade', upgrade);
      await protocol.dispose();
    },
  };
}

/** The parts of the engine for one operation, as Yoga's plugins leave them. */
interface Enveloped {
  readonly schema: GraphQLSchema;
  parse(query: string): DocumentNode;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[];
  contextFactory(): object | Promise<object>;
  execute(args: ExecutionArgs): ReturnType<typeof execute>;
  subscribe(args: ExecutionArgs): ReturnType<typeof subscribe>;
}

/** What fits into a close frame. */
const CLOSE_REASON_LENGTH_MAX = 120;

const authorizationOf = (given: unknown) => (typeof given === 'string' ? given : undefined);

/** Answers a request for an upgrade as HTTP, and nothing more. */
function refuseUpgrade(socket: Duplex, status: string, error?: object): void {
  const body = error ? JSON.stringify({ errors: [error] }) : '';
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Retry-After: 10',
      '',
      body,
    ].join('\r\n'),
  );
}

const refusalOf = (permission: Promise<void>): Promise<Rejection | undefined> =>
  permission.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Rejection) return error;
      throw error;
    },
  );

const said = ({ code, message, remedy }: Rejection) =>
  new GraphQLError(message, { extensions: { code, remedy } });

const tooManyConnections = (limit: number, whose: string) =>
  reject('CONNECTIONS_EXCEEDED', {
    message: `${limit} connections for subscriptions are open for ${whose}, which is the most.`,
    remedy: 'Use one connection for several subscriptions, or try again later.',
  });

const tooManySubscriptions = (limit: number) =>
  reject('SUBSCRIPTIONS_EXCEEDED', {
    message: `${limit} subscriptions are open on this connection, which is the most.`,
    remedy: 'Complete those that nobody looks at any more.',
  });

const noOther = (path: string) =>
  reject('SUBSCRIPTIONS_ONLY', {
    message: 'Over a WebSocket there are subscriptions only.',
    remedy: `Send queries and mutations to ${path} over HTTP.`,
  });
