import { addressAt, addressNumber, checksum, newBytes, setAddress, setUint16, uint16At } from './bytes.js';

/** An IPv4 packet (RFC 791) without options. */
export interface Ipv4Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly timeToLive: number;
  /** Tells the fragments of one packet from those of others. */
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** Where in the whole packet this fragment begins, in units of 8 bytes. */
  readonly fragmentOffset: number;
  readonly payload: Uint8Array;
}

export const IP_PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;
export const IPV4_HEADER_BYTES = 20;

export function encodeIpv4(packet: Ipv4Packet): Uint8Array {
  const bytes = newBytes(IPV4_HEADER_BYTES + packet.payload.length);
  bytes[0] = 0x45;
  setUint16(bytes, 2, bytes.length);
  setUint16(bytes, 4, packet.identification);
  const flags = (Number(packet.dontFragment) << 14) | (Number(packet.moreFragments) << 13);
  setUint16(bytes, 6, flags | packet.fragmentOffset);
  bytes[8] = packet.timeToLive;
  bytes[9] = packet.protocol;
  setAddress(bytes, 12, packet.source);
  setAddress(bytes, 16, packet.destination);
  setUint16(bytes, 10, checksum(bytes, 0, IPV4_HEADER_BYTES));
  bytes.set(packet.payload, IPV4_HEADER_BYTES);
  return bytes;
}

/**
 * Reads the payload of a frame and leaves its padding out. `undefined` for what a host discards: cut off, not of
 * version 4, or with a wrong header checksum. Options are passed over.
 */
export function decodeIpv4(bytes: Uint8Array): Ipv4Packet | undefined {
  if (bytes.length < IPV4_HEADER_BYTES) return undefined;
  const headerBytes = (bytes[0]! & 0x0f) * 4;
  const totalBytes = uint16At(bytes, 2);
  const isWhole = headerBytes >= IPV4_HEADER_BYTES && headerBytes <= totalBytes && totalBytes <= bytes.length;
  if (bytes[0]! >>> 4 !== 4 || !isWhole || checksum(bytes, 0, headerBytes) !== 0) return undefined;
  const flagsAndOffset = uint16At(bytes, 6);
  return {
    source: addressAt(bytes, 12),
    destination: addressAt(bytes, 16),
    protocol: bytes[9]!,
    timeToLive: bytes[8]!,
    identification: uint16At(bytes, 4),
    dontFragment: (flagsAndOffset & 0x4000) !== 0,
    moreFragments: (flagsAndOffset & 0x2000) !== 0,
    fragmentOffset: flagsAndOffset & 0x1fff,
    payload: bytes.subarray(headerBytes, totalBytes),
  };
}

/** Changes the hops that an encoded packet may still make, and its header checksum with it. */
export function setTimeToLive(packet: Uint8Array, timeToLive: number): void {
  packet[8] = timeToLive;
  setUint16(packet, 10, 0);
  setUint16(packet, 10, checksum(packet, 0, (packet[0]! & 0x0f) * 4));
}

/** Source and destination of the packet around a segment: what its checksum covers besides itself. */
export interface Endpoints {
  readonly source: string;
  readonly destination: string;
}

/** Sum over the pseudo-header of TCP and UDP (RFC 9293, section 3.1; RFC 768), to start a checksum from. */
export function pseudoHeaderSum(
  { source, destination }: Endpoints,
  protocol: number,
  length: number,
): number {
  return halves(addressNumber(source)) + halves(addressNumber(destination)) + protocol + length;
}

const halves = (number: number) => (number >>> 16) + (number & 0xffff);
