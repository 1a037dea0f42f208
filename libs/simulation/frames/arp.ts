import { addressAt, macAt, newBytes, setAddress, setMac, setUint16, uint16At } from './bytes.js';
import { ETHER_TYPE } from './ethernet.js';

/** A question for, or an answer with, the MAC address of an IPv4 address (RFC 826). */
export interface ArpPacket {
  readonly operation: 'request' | 'reply';
  readonly senderMac: string;
  readonly senderAddress: string;
  /** All zeros in a request. */
  readonly targetMac: string;
  readonly targetAddress: string;
}

export const UNKNOWN_MAC = '00:00:00:00:00:00';
const OPERATIONS = { request: 1, reply: 2 } as const;
const BYTES = 28;
/** Ethernet, IPv4, and the lengths of their addresses. */
const KINDS = [0x0001, ETHER_TYPE.ipv4, 0x0604];

export function encodeArp(packet: ArpPacket): Uint8Array {
  const bytes = newBytes(BYTES);
  KINDS.forEach((kind, index) => setUint16(bytes, 2 * index, kind));
  setUint16(bytes, 6, OPERATIONS[packet.operation]);
  setMac(bytes, 8, packet.senderMac);
  setAddress(bytes, 14, packet.senderAddress);
  setMac(bytes, 18, packet.targetMac);
  setAddress(bytes, 24, packet.targetAddress);
  return bytes;
}

/** Reads the payload of a frame, padding and all; `undefined` if it is no ARP for Ethernet and IPv4. */
export function decodeArp(bytes: Uint8Array): ArpPacket | undefined {
  if (bytes.length < BYTES) return undefined;
  if (KINDS.some((kind, index) => uint16At(bytes, 2 * index) !== kind)) return undefined;
  const operation = uint16At(bytes, 6);
  if (operation !== OPERATIONS.request && operation !== OPERATIONS.reply) return undefined;
  return {
    operation: operation === OPERATIONS.request ? 'request' : 'reply',
    senderMac: macAt(bytes, 8),
    senderAddress: addressAt(bytes, 14),
    targetMac: macAt(bytes, 18),
    targetAddress: addressAt(bytes, 24),
  };
}
