import { WebSocket } from 'ws';

export interface SubscriberFigures {
  readonly asked: number;
  /** Connections that were let in and subscribed, and those that were refused with a status. */
  readonly held: number;
  readonly refused: number;
}

const AT_A_TIME = 200;
const SUBSCRIPTION = 'subscription { incidentChanged { sequence } }';

/** Opens so many connections, each with one subscription that nothing happens to, and keeps them until it is closed. */
export async function openSubscribers(address: string, key: string, count: number) {
  const sockets: WebSocket[] = [];
  let refused = 0;
  let next = 0;
  const open = async () => {
    while (next < count) {
      next += 1;
      const socket = await subscribe(address, key);
      if (socket) sockets.push(socket);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, open));
  const figures: SubscriberFigures = { asked: count, held: sockets.length, refused };
  return { figures, close: () => sockets.forEach((it) => it.terminate()) };
}

/** By the protocol, frame by frame: the client of the library would do the same with more memory. */
function subscribe(address: string, key: string): Promise<WebSocket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
    });
    socket.on('unexpected-response', (_, response) => {
      response.resume();
      if (response.statusCode === 503) resolve(undefined);
      else reject(new Error(`A connection was answered with ${response.statusCode}.`));
    });
    socket.on('error', (error) => reject(error));
    socket.on('close', (code, reason) => reject(new Error(`Closed with ${code}: ${String(reason)}`)));
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } })),
    );
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { type: string };
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type !== 'connection_ack') return;
      const payload = { query: SUBSCRIPTION };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }), () => resolve(socket));
    });
  });
}
