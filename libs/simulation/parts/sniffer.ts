import type { Entry, Stage } from '../engine/simulation.js';
import { decodeEthernet, ETHER_TYPE } from '../frames/ethernet.js';
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
    const ethernet = decodeEthernet(frame);
    if (ethernet?.etherType !== ETHER_TYPE.ipv4 || ethernet.payload[9] !== IP_PROTOCOL.icmp) return;
    const packet = decodeIpv4(ethernet.payload);
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
