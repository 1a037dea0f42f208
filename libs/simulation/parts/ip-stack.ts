import type { Entry, Stage } from '../engine/simulation.js';
import { setMac } from '../frames/bytes.js';
import { ETHER_TYPE } from '../frames/ethernet.js';
import { decodeIcmp, encodeIcmp, quoteOf, UNREACHABLE_CODE, type IcmpMessage } from '../frames/icmp.js';
import { decodeIpv4, encodeIpv4, IP_PROTOCOL, type Ipv4Packet } from '../frames/ipv4.js';
import type { Device } from './device.js';
import { contentOf, IpInterface } from './ip-interface.js';
import { isForGroup, macNumberAt } from './mac-table.js';

/** A packet that this router could not pass on, because the next hop takes only shorter ones. */
export interface PacketTooBig extends Entry {
  readonly kind: 'packet-too-big';
  readonly packetBytes: number;
  readonly mtuBytes: number;
}
export type StackEntry = PacketTooBig;

type PacketHandler = (packet: Ipv4Packet) => void;
type IcmpListener = (message: IcmpMessage, packet: Ipv4Packet) => void;

const TIME_TO_LIVE = 64;

/**
 * The IPv4 of a host: addresses, one gateway, echo replies, and routing for others where it is switched on. Every
 * packet says "don't fragment", as those of TCP and of `ping -M do` do, so that a packet is passed on whole or not.
 */
export class IpStack {
  isForwarding = false;
  /** What a firewall lets through of the packets that it passes on. */
  filter: ((packet: Ipv4Packet) => boolean) | undefined;
  private interfaces: IpInterface[] = [];
  private gateway: string | undefined;
  private readonly handlers = new Map<number, PacketHandler>();
  private readonly icmpListeners: IcmpListener[] = [];
  private readonly pathMtuBytes = new Map<string, number>();
  private identification = 0;

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
    device.upper = (frame) => {
      if (isForGroup(frame) || macNumberAt(frame, 0) === own) this.receive(frame, made);
    };
  }

  setGateway(address: string): void {
    this.gateway = address;
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
    return this.routeTo(destination)?.through.address;
  }

  /** The longest packet that may be sent there, as far as the host knows. */
  mtuTo(destination: string): number {
    const device = this.routeTo(destination)?.through.device;
    return Math.min(device?.mtuBytes ?? 0, this.pathMtuBytes.get(destination) ?? Infinity);
  }

  /** Sends a packet; false if there is no way, or if it is too long to leave. */
  send(destination: string, protocol: number, payload: Uint8Array, source?: string): boolean {
    const route = this.routeTo(destination);
    if (!route) return false;
    this.identification = (this.identification + 1) & 0xffff;
    const packet = encodeIpv4({
      source: source ?? route.through.address,
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
    route.through.send(packet, route.nextHop);
    return true;
  }

  private receive(frame: Uint8Array, from: IpInterface): void {
    const { etherType, payload } = contentOf(frame);
    if (etherType === ETHER_TYPE.arp) from.hear(payload);
    if (etherType !== ETHER_TYPE.ipv4) return;
    const packet = decodeIpv4(payload);
    if (!packet) return;
    if (this.interfaces.some(({ address }) => address === packet.destination)) this.take(packet);
    else if (this.isForwarding && !isForGroup(frame)) this.forward(packet);
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

  private forward(packet: Ipv4Packet): void {
    const route = this.routeTo(packet.destination);
    if (!route || packet.timeToLive <= 1 || (this.filter && !this.filter(packet))) return;
    const onward = encodeIpv4({ ...packet, timeToLive: packet.timeToLive - 1 });
    const { mtuBytes } = route.through.device;
    if (onward.length <= mtuBytes) return route.through.send(onward, route.nextHop);
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

  private routeTo(destination: string): { through: IpInterface; nextHop: string } | undefined {
    const direct = this.interfaces.find((it) => it.isOnNetwork(destination));
    if (direct) return { through: direct, nextHop: destination };
    const { gateway } = this;
    const through = gateway === undefined ? undefined : this.interfaces.find((it) => it.isOnNetwork(gateway));
    return through && { through, nextHop: gateway! };
  }
}
