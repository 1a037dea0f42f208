import type { Entry, Stage } from '../engine/simulation.js';
import { decodeArp, encodeArp, UNKNOWN_MAC } from '../frames/arp.js';
import { addressNumber } from '../frames/bytes.js';
import { BROADCAST_MAC, encodeEthernet, ETHER_TYPE, HEADER_BYTES } from '../frames/ethernet.js';
import type { Device } from './device.js';

const ARP_TRIES = 3;
const ARP_WAIT_MS = 1000;

/** An address of a host on one of its devices: it finds the neighbours' MAC addresses, and answers for its own. */
export class IpInterface {
  private readonly neighbours = new Map<string, string>();
  private readonly waiting = new Map<string, Uint8Array[]>();
  /** Whether an address is that of a neighbour. */
  readonly isOnNetwork: (address: string) => boolean;

  constructor(
    private readonly stage: Stage<Entry>,
    readonly device: Device,
    readonly address: string,
    prefixBits: number,
  ) {
    this.isOnNetwork = networkOf(address, prefixBits);
  }

  /** Sends an IPv4 packet to a neighbour, and asks for its MAC address before if need be. */
  send(packet: Uint8Array, neighbour: string): void {
    const mac = this.neighbours.get(neighbour);
    if (mac !== undefined) return this.sendFrame(mac, ETHER_TYPE.ipv4, packet);
    const queue = this.waiting.get(neighbour);
    if (queue) return void queue.push(packet);
    this.waiting.set(neighbour, [packet]);
    this.ask(neighbour, ARP_TRIES);
  }

  /** Takes the payload of an ARP frame. */
  hear(payload: Uint8Array): void {
    const heard = decodeArp(payload);
    if (!heard) return;
    const { operation, senderAddress, senderMac, targetAddress } = heard;
    if (targetAddress !== this.address) return;
    this.neighbours.set(senderAddress, senderMac);
    if (operation === 'request') this.sendArp('reply', senderMac, senderAddress);
    const queue = this.waiting.get(senderAddress);
    this.waiting.delete(senderAddress);
    for (const packet of queue ?? []) this.send(packet, senderAddress);
  }

  /** After some tries without an answer, what waited is given up. */
  private ask(neighbour: string, tries: number): void {
    if (!this.waiting.has(neighbour)) return;
    if (tries === 0) return void this.waiting.delete(neighbour);
    this.sendArp('request', UNKNOWN_MAC, neighbour);
    this.stage.after(ARP_WAIT_MS, () => this.ask(neighbour, tries - 1));
  }

  private sendArp(operation: 'request' | 'reply', targetMac: string, targetAddress: string): void {
    const { address, device } = this;
    const sender = { senderMac: device.mac, senderAddress: address };
    const packet = encodeArp({ operation, ...sender, targetMac, targetAddress });
    this.sendFrame(operation === 'request' ? BROADCAST_MAC : targetMac, ETHER_TYPE.arp, packet);
  }

  private sendFrame(destination: string, etherType: number, payload: Uint8Array): void {
    this.device.send(encodeEthernet({ destination, source: this.device.mac, tags: [], etherType, payload }));
  }
}

/** What is in an untagged frame that came to a device: the EtherType, and what follows it. */
export const contentOf = (frame: Uint8Array) => ({
  etherType: (frame[12]! << 8) | frame[13]!,
  payload: frame.subarray(HEADER_BYTES),
});

/** Tells whether an address is in the network of so many bits around another. */
export function networkOf(address: string, prefixBits: number): (address: string) => boolean {
  const mask = prefixBits === 0 ? 0 : (0xffffffff << (32 - prefixBits)) >>> 0;
  const network = (addressNumber(address) & mask) >>> 0;
  return (other) => (addressNumber(other) & mask) >>> 0 === network;
}
