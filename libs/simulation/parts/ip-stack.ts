import type { Entry, Stage } from '../engine/simulation.js';
import { addressAt, copyOf, setMac } from '../frames/bytes.js';
import { ETHER_TYPE } from '../frames/ethernet.js';
import { decodeIcmp, encodeIcmp, quoteOf, UNREACHABLE_CODE, type IcmpMessage } from '../frames/icmp.js';
import {
  decodeIpv4,
  encodeIpv4,
  IP_PROTOCOL,
  IPV4_HEADER_BYTES,
  setTimeToLive,
  type Ipv4Packet,
} from '../frames/ipv4.js';
import type { Device } from './device.js';
import { contentOf, IpInterface, networkOf } from './ip-interface.js';
import { isForGroup, macNumberAt } from './mac-table.js';

/** A packet that this router could not pass on, because the next hop takes only shorter ones. */
export interface PacketTooBig extends Entry {
  readonly kind: 'packet-too-big';
  readonly packetBytes: number;
  readonly mtuBytes: number;
}
export type StackEntry = PacketTooBig;

interface Route {
  isFor(address: string): boolean;
  readonly nextHop: string;
}

interface Way {
  readonly through: IpInterface;
  readonly nextHop: string;
}

type PacketHandler = (packet: Ipv4Packet) => void;
type IcmpListener = (message: IcmpMessage, packet: Ipv4Packet) => void;

const TIME_TO_LIVE = 64;

/**
 * The IPv4 of a host: addresses, routes, echo replies, and routing for others where it is switched on. Every
 * packet says "don't fragment", as those of TCP and of `ping -M do` do, so that a packet is passed on whole or not.
 */
export class IpStack {
  isForwarding = false;
  /** What a firewall lets through of the packets that it passes on. */
  filter: ((packet: Ipv4Packet) => boolean) | undefined;
  private interfaces: IpInterface[] = [];
  private readonly routes: Route[] = [];
  private readonly handlers = new Map<number, PacketHandler>();
  private readonly icmpListeners: IcmpListener[] = [];
  private readonly pathMtuBytes = new Map<string, number>();
  private identification = 0;
  /** Ways that were looked up since the routes last changed. */
  private readonly ways = new Map<string, Way | undefined>();

  constructor(
    private readonly stage: Stage<StackEntry>,
    readonly name: string,
  ) {}

  /** Gives the host an address on a device. */
  attach(device: Device, address: string, prefixBits: number): void {
    const made = new IpInterface(this.stage, device, address, prefixBits);
    const mac = new Uint8Array(6);
    setMac(mac, 0, device.mac);
    const own = macNumberAt(mac, 0);
    this.interfaces.push(made);
    this.ways.clear();
    device.upper = (frame) => {
      if (isForGroup(frame) || macNumberAt(frame, 0) === own) this.receive(frame, made);
    };
  }

  /** Sends what is for a network to a neighbour; the route that was added first and fits is taken. */
  addRoute(network: string, prefixBits: number, nextHop: string): void {
    this.routes.push({ isFor: networkOf(network, prefixBits), nextHop });
    this.ways.clear();
  }

  /** Sends everything else to a neighbour. */
  setGateway(address: string): void {
    this.addRoute('0.0.0.0', 0, address);
  }

  /** Hands the packets of a protocol to somebody; ICMP is the host's own affair, and can be listened to. */
  handle(protocol: number, handler: PacketHandler): void {
    this.handlers.set(protocol, handler);
  }

  onIcmp(listener: IcmpListener): void {
    this.icmpListeners.push(listener);
  }

  /** Which address a packet to there leaves from; `undefined` if there is no way. */
  sourceFor(destination: string): string | undefined {
    return this.wayTo(destination)?.through.address;
  }

  /** The longest packet that may be sent there, as far as the host knows. */
  mtuTo(destination: string): number {
    const device = this.wayTo(destination)?.through.device;
    return Math.min(device?.mtuBytes ?? 0, this.pathMtuBytes.get(destination) ?? Infinity);
  }

  /** Sends a packet; false if there is no way, or if it is too long to leave. */
  send(destination: string, protocol: number, payload: Uint8Array, source?: string): boolean {
    const way = this.wayTo(destination);
    if (!way) return false;
    this.identification = (this.identification + 1) & 0xffff;
    const packet = encodeIpv4({
      source: source ?? way.through.address,
      destination,
      protocol,
      timeToLive: TIME_TO_LIVE,
      identification: this.identification,
      dontFragment: true,
      moreFragments: false,
      fragmentOffset: 0,
      payload,
    });
    if (packet.length > this.mtuTo(destination)) return false;
    way.through.send(packet, way.nextHop);
    return true;
  }

  private receive(frame: Uint8Array, from: IpInterface): void {
    const { etherType, payload } = contentOf(frame);
    if (etherType === ETHER_TYPE.arp) from.hear(payload);
    if (etherType !== ETHER_TYPE.ipv4) return;
    const destination = addressAt(payload, 16);
    const isMine = this.interfaces.some(({ address }) => address === destination);
    if (!isMine && (!this.isForwarding || isForGroup(frame))) return;
    const packet = decodeIpv4(payload);
    if (!packet) return;
    if (isMine) this.take(packet);
    else this.forward(packet, copyOf(payload.subarray(0, packet.payload.length + IPV4_HEADER_BYTES)));
  }

  private take(packet: Ipv4Packet): void {
    if (packet.protocol !== IP_PROTOCOL.icmp) return this.handlers.get(packet.protocol)?.(packet);
    const message = decodeIcmp(packet.payload);
    if (!message) return;
    if (message.type === 'echo-request') {
      const reply = encodeIcmp({ ...message, type: 'echo-reply' });
      this.send(packet.source, IP_PROTOCOL.icmp, reply, packet.destination);
    }
    if (message.type === 'destination-unreachable') this.learnMtu(message.nextHopMtuBytes, message.original);
    for (const listener of this.icmpListeners) listener(message, packet);
  }

  /** Passes it on with one hop less to live, which changes the header alone. */
  private forward(packet: Ipv4Packet, onward: Uint8Array): void {
    const way = this.wayTo(packet.destination);
    if (!way || packet.timeToLive <= 1 || (this.filter && !this.filter(packet))) return;
    setTimeToLive(onward, packet.timeToLive - 1);
    const { mtuBytes } = way.through.device;
    if (onward.length <= mtuBytes) return way.through.send(onward, way.nextHop);
    this.stage.note({ part: this.name, kind: 'packet-too-big', packetBytes: onward.length, mtuBytes });
    const refusal = encodeIcmp({
      type: 'destination-unreachable',
      code: UNREACHABLE_CODE.fragmentationNeeded,
      nextHopMtuBytes: mtuBytes,
      original: quoteOf(onward),
    });
    this.send(packet.source, IP_PROTOCOL.icmp, refusal);
  }

  /** The quoted packet is cut off, so that only its header can be read. */
  private learnMtu(mtuBytes: number, original: Uint8Array): void {
    if (mtuBytes > 0) this.pathMtuBytes.set(original.subarray(16, 20).join('.'), mtuBytes);
  }

  private wayTo(destination: string): Way | undefined {
    const known = this.ways.get(destination);
    if (known) return known;
    const way = this.findWayTo(destination);
    this.ways.set(destination, way);
    return way;
  }

  private findWayTo(destination: string): Way | undefined {
    const direct = this.interfaces.find((it) => it.isOnNetwork(destination));
    if (direct) return { through: direct, nextHop: destination };
    const route = this.routes.find((it) => it.isFor(destination));
    const through = route && this.interfaces.find((it) => it.isOnNetwork(route.nextHop));
    return through && { through, nextHop: route.nextHop };
  }
}
