import type { Entry, Stage } from '../engine/simulation.js';
import { IP_PROTOCOL, type Ipv4Packet } from '../frames/ipv4.js';
import { decodeTcp, encodeTcp } from '../frames/tcp.js';
import type { IpStack } from './ip-stack.js';
import { TcpConnection } from './tcp-connection.js';

const EPHEMERAL_PORT = 32_768;

/** The TCP of a host: it opens connections, accepts them on ports that somebody listens on, and tells them apart. */
export class Tcp {
  private readonly connections = new Map<string, TcpConnection>();
  private readonly listeners = new Map<number, (connection: TcpConnection) => void>();
  private opened = 0;

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly stack: IpStack,
  ) {
    stack.handle(IP_PROTOCOL.tcp, (packet) => this.receive(packet));
  }

  listen(port: number, accept: (connection: TcpConnection) => void): void {
    this.listeners.set(port, accept);
  }

  connect(address: string, port: number): TcpConnection {
    const local = EPHEMERAL_PORT + (this.opened % 28_000);
    const connection = this.open(address, local, port);
    connection.connect();
    return connection;
  }

  private receive(packet: Ipv4Packet): void {
    const segment = decodeTcp(packet.payload, packet);
    if (!segment) return;
    const { sourcePort, destinationPort, flags } = segment;
    const known = this.connections.get(keyOf(packet.source, sourcePort, destinationPort));
    if (known) return known.receive(segment);
    const accept = flags.includes('SYN') ? this.listeners.get(destinationPort) : undefined;
    if (!accept) return;
    const connection = this.open(packet.source, destinationPort, sourcePort);
    accept(connection);
    connection.receive(segment);
  }

  private open(address: string, local: number, remote: number): TcpConnection {
    const key = keyOf(address, remote, local);
    this.opened += 1;
    const ends = { source: this.stack.sourceFor(address) ?? '0.0.0.0', destination: address };
    const connection = new TcpConnection(
      this.stage,
      {
        mtuBytes: () => this.stack.mtuTo(address),
        transmit: (segment) =>
          void this.stack.send(address, IP_PROTOCOL.tcp, encodeTcp(segment, ends), ends.source),
        closed: () => void this.connections.delete(key),
      },
      { sourcePort: local, destinationPort: remote },
      (this.opened * 64_000) >>> 0,
    );
    this.connections.set(key, connection);
    return connection;
  }
}

const keyOf = (address: string, remote: number, local: number) => `${address}:${remote}:${local}`;
