import type { Entry, Stage } from '../engine/simulation.js';
import { uint16At } from '../frames/bytes.js';
import { decodeEthernet, ETHER_TYPE, TAG_BYTES } from '../frames/ethernet.js';
import { decodeIcmp } from '../frames/icmp.js';
import { decodeIpv4, IP_PROTOCOL } from '../frames/ipv4.js';
import type { Device, Direction } from './device.js';

/** A line of `tcpdump -e -n icmp or vlan`: an ICMP message that passed a device. */
export interface IcmpSeen extends Entry {
  readonly kind: 'icmp-seen';
  readonly direction: Direction;
  readonly type: 'echo-request' | 'echo-reply' | 'destination-unreachable';
  /** Ids of the 802.1Q tags, the outermost first, joined by commas; empty without one. */
  readonly tags: string;
  readonly tagCount: number;
  readonly frameBytes: number;
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  /** Of an echo. */
  readonly identifier: number;
  readonly sequence: number;
  /** Of a refusal: what the next hop takes. */
  readonly nextHopMtuBytes: number;
}

/** Notes every ICMP message that passes a device. */
export function sniff(stage: Stage<IcmpSeen>, device: Device): void {
  device.watch((frame, direction) => {
    if (!isIcmp(frame)) return;
    const ethernet = decodeEthernet(frame);
    const packet = ethernet && decodeIpv4(ethernet.payload);
    const message = packet && decodeIcmp(packet.payload);
    if (!message) return;
    const isEcho = message.type !== 'destination-unreachable';
    stage.note({
      part: device.name,
      kind: 'icmp-seen',
      direction,
      type: message.type,
      tags: ethernet.tags.map(({ id }) => id).join(),
      tagCount: ethernet.tags.length,
      frameBytes: frame.length,
      sourceMac: ethernet.source,
      destinationMac: ethernet.destination,
      source: packet.source,
      destination: packet.destination,
      identifier: isEcho ? message.identifier : 0,
      sequence: isEcho ? message.sequence : 0,
      nextHopMtuBytes: isEcho ? 0 : message.nextHopMtuBytes,
    });
  });
}

/** Looks no further than it must, since it sees everything. */
function isIcmp(frame: Uint8Array): boolean {
  let at = 12;
  while (uint16At(frame, at) === ETHER_TYPE.vlan) at += TAG_BYTES;
  return uint16At(frame, at) === ETHER_TYPE.ipv4 && frame[at + 11] === IP_PROTOCOL.icmp;
}
