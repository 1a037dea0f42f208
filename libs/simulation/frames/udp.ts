import { checksum, newBytes, setUint16, uint16At } from './bytes.js';
import { IP_PROTOCOL, pseudoHeaderSum, type Endpoints } from './ipv4.js';

/** A UDP datagram (RFC 768). */
export interface UdpDatagram {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

const HEADER_BYTES = 8;

export function encodeUdp(
  { sourcePort, destinationPort, payload }: UdpDatagram,
  ends: Endpoints,
): Uint8Array {
  const bytes = newBytes(HEADER_BYTES + payload.length);
  setUint16(bytes, 0, sourcePort);
  setUint16(bytes, 2, destinationPort);
  setUint16(bytes, 4, bytes.length);
  bytes.set(payload, HEADER_BYTES);
  // A checksum of 0 means that there is none, so a computed 0 is sent as its other form.
  setUint16(bytes, 6, checksum(bytes, pseudoHeaderSum(ends, IP_PROTOCOL.udp, bytes.length)) || 0xffff);
  return bytes;
}

/** Reads the payload of a packet; `undefined` if it is cut off or damaged. */
export function decodeUdp(bytes: Uint8Array, ends: Endpoints): UdpDatagram | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const length = uint16At(bytes, 4);
  if (length < HEADER_BYTES || length > bytes.length) return undefined;
  const isChecked = uint16At(bytes, 6) !== 0;
  const sum = checksum(bytes, pseudoHeaderSum(ends, IP_PROTOCOL.udp, length), length);
  if (isChecked && sum !== 0) return undefined;
  return {
    sourcePort: uint16At(bytes, 0),
    destinationPort: uint16At(bytes, 2),
    payload: bytes.subarray(HEADER_BYTES, length),
  };
}
