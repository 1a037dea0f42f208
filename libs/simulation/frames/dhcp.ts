import { addressAt, macAt, setAddress, setMac, setUint16, setUint32, uint16At, uint32At } from './bytes.js';
import { decodeOptions, encodeOptions, type DhcpOptions } from './dhcp-options.js';

/** A DHCP message (RFC 2131): BOOTP's fixed fields, and options. */
export interface DhcpMessage {
  readonly type: DhcpType;
  /** 32 bits that tie an answer to its question. */
  readonly transactionId: number;
  /** Since the client began to ask. */
  readonly elapsedS: number;
  /** The client cannot take unicast yet and asks for a broadcast answer. */
  readonly wantsBroadcast: boolean;
  /** What the client already has (`ciaddr`); `NO_ADDRESS` until it is bound. */
  readonly clientAddress: string;
  /** What the server gives (`yiaddr`). */
  readonly yourAddress: string;
  /** Next server of a network boot (`siaddr`). */
  readonly nextServerAddress: string;
  readonly relayAddress: string;
  readonly clientMac: string;
  readonly options: DhcpOptions;
}

export type DhcpType = keyof typeof TYPES;

export const DHCP_PORT = { server: 67, client: 68 } as const;
export const NO_ADDRESS = '0.0.0.0';
export const BROADCAST_ADDRESS = '255.255.255.255';

const TYPES = {
  discover: 1,
  offer: 2,
  request: 3,
  decline: 4,
  ack: 5,
  nak: 6,
  release: 7,
  inform: 8,
} as const;
const FROM_SERVER: readonly DhcpType[] = ['offer', 'ack', 'nak'];
const OPERATION = { request: 1, reply: 2 } as const;
/** Ethernet, whose addresses have 6 bytes. */
const HARDWARE = { type: 1, addressBytes: 6 } as const;
const FIXED_BYTES = 236;
const MAGIC_COOKIE = 0x63825363;
const OPTIONS_AT = FIXED_BYTES + 4;
/** Some relays and servers pass over shorter messages (RFC 1542, section 2.1). */
const BYTES_MIN = 300;
const BROADCAST_FLAG = 0x8000;

/** The payload of a UDP datagram. */
export function encodeDhcp(message: DhcpMessage): Uint8Array {
  const options = encodeOptions(TYPES[message.type], message.options);
  const bytes = new Uint8Array(Math.max(BYTES_MIN, OPTIONS_AT + options.length));
  bytes[0] = FROM_SERVER.includes(message.type) ? OPERATION.reply : OPERATION.request;
  bytes[1] = HARDWARE.type;
  bytes[2] = HARDWARE.addressBytes;
  setUint32(bytes, 4, message.transactionId);
  setUint16(bytes, 8, message.elapsedS);
  setUint16(bytes, 10, message.wantsBroadcast ? BROADCAST_FLAG : 0);
  setAddress(bytes, 12, message.clientAddress);
  setAddress(bytes, 16, message.yourAddress);
  setAddress(bytes, 20, message.nextServerAddress);
  setAddress(bytes, 24, message.relayAddress);
  setMac(bytes, 28, message.clientMac);
  setUint32(bytes, FIXED_BYTES, MAGIC_COOKIE);
  bytes.set(options, OPTIONS_AT);
  return bytes;
}

/** Reads the payload of a UDP datagram; `undefined` if it is no DHCP message or is cut off. */
export function decodeDhcp(bytes: Uint8Array): DhcpMessage | undefined {
  if (bytes.length < OPTIONS_AT) return undefined;
  const isDhcp = bytes[1] === HARDWARE.type && uint32At(bytes, FIXED_BYTES) === MAGIC_COOKIE;
  const decoded = isDhcp ? decodeOptions(bytes.subarray(OPTIONS_AT)) : undefined;
  const type = (Object.keys(TYPES) as DhcpType[]).find((name) => TYPES[name] === decoded?.type);
  if (!decoded || !type) return undefined;
  return {
    type,
    transactionId: uint32At(bytes, 4),
    elapsedS: uint16At(bytes, 8),
    wantsBroadcast: (uint16At(bytes, 10) & BROADCAST_FLAG) !== 0,
    clientAddress: addressAt(bytes, 12),
    yourAddress: addressAt(bytes, 16),
    nextServerAddress: addressAt(bytes, 20),
    relayAddress: addressAt(bytes, 24),
    clientMac: macAt(bytes, 28),
    options: decoded.options,
  };
}
