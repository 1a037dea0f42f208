import { checksum, newBytes, setUint16, uint16At } from './bytes.js';
import { IPV4_HEADER_BYTES } from './ipv4.js';

/** A message of ICMP (RFC 792): ping's two, and the one that tells a sender why a packet got no further. */
export type IcmpMessage = IcmpEcho | IcmpUnreachable;

export interface IcmpEcho {
  readonly type: 'echo-request' | 'echo-reply';
  readonly identifier: number;
  readonly sequence: number;
  readonly data: Uint8Array;
}

export interface IcmpUnreachable {
  readonly type: 'destination-unreachable';
  /** One of `UNREACHABLE_CODE`, or another code. */
  readonly code: number;
  /** The largest packet that fits, with the code `fragmentationNeeded` (RFC 1191); 0 with others. */
  readonly nextHopMtuBytes: number;
  /** The start of the packet that got no further. */
  readonly original: Uint8Array;
}

export const UNREACHABLE_CODE = {
  network: 0,
  host: 1,
  protocol: 2,
  port: 3,
  fragmentationNeeded: 4,
} as const;

const TYPES = { 'echo-reply': 0, 'destination-unreachable': 3, 'echo-request': 8 } as const;
const HEADER_BYTES = 8;

export function encodeIcmp(message: IcmpMessage): Uint8Array {
  const rest = message.type === 'destination-unreachable' ? message.original : message.data;
  const bytes = newBytes(HEADER_BYTES + rest.length);
  bytes[0] = TYPES[message.type];
  if (message.type === 'destination-unreachable') {
    bytes[1] = message.code;
    setUint16(bytes, 6, message.nextHopMtuBytes);
  } else {
    setUint16(bytes, 4, message.identifier);
    setUint16(bytes, 6, message.sequence);
  }
  bytes.set(rest, HEADER_BYTES);
  setUint16(bytes, 2, checksum(bytes));
  return bytes;
}

/** Reads the payload of a packet; `undefined` if it is cut off, damaged, or another message. */
export function decodeIcmp(bytes: Uint8Array): IcmpMessage | undefined {
  if (bytes.length < HEADER_BYTES || checksum(bytes) !== 0) return undefined;
  const [type, rest] = [bytes[0], bytes.subarray(HEADER_BYTES)];
  if (type === TYPES['destination-unreachable']) {
    const [code, nextHopMtuBytes] = [bytes[1]!, uint16At(bytes, 6)];
    return { type: 'destination-unreachable', code, nextHopMtuBytes, original: rest };
  }
  if (type !== TYPES['echo-request'] && type !== TYPES['echo-reply']) return undefined;
  return {
    type: type === TYPES['echo-request'] ? 'echo-request' : 'echo-reply',
    identifier: uint16At(bytes, 4),
    sequence: uint16At(bytes, 6),
    data: rest,
  };
}

/** What a router quotes of a packet that it could not pass on: the header and 8 bytes (RFC 792). */
export const quoteOf = (packet: Uint8Array): Uint8Array => packet.slice(0, IPV4_HEADER_BYTES + 8);
