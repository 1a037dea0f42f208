// Numbers are in network byte order. Plain arithmetic, since a DataView for each frame costs more than all the rest.

export const uint16At = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

export const uint32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;

export function setUint16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function setUint32(bytes: Uint8Array, at: number, value: number): void {
  setUint16(bytes, at, value >>> 16);
  setUint16(bytes, at + 2, value);
}

const SLAB_BYTES = 65_536;
let slab = new ArrayBuffer(SLAB_BYTES);
let taken = 0;

/**
 * So many zeroes of one's own. They are cut from a larger piece of memory, since asking for each frame's alone costs more
 * than to fill it, and to give it back again costs as much.
 */
export function newBytes(length: number): Uint8Array {
  if (length > SLAB_BYTES >> 2) return new Uint8Array(length);
  if (taken + length > SLAB_BYTES) [slab, taken] = [new ArrayBuffer(SLAB_BYTES), 0];
  const bytes = new Uint8Array(slab, taken, length);
  taken += length;
  return bytes;
}

export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = newBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

/**
 * The Internet checksum (RFC 1071): the one's complement of the one's complement sum of 16-bit words. Over bytes that
 * hold their own correct checksum it is 0.
 *
 * @param sum what was summed up before, such as a pseudo-header
 * @param length how many bytes from the start it is over
 */
export function checksum(bytes: Uint8Array, sum = 0, length = bytes.length): number {
  let folded = sum;
  const even = length & ~1;
  for (let at = 0; at < even; at += 2) folded += (bytes[at]! << 8) | bytes[at + 1]!;
  if (even < length) folded += bytes[even]! << 8;
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16);
  return ~folded & 0xffff;
}

/** Writes a MAC address such as `fa:16:3e:24:e7:22`. Throws a RangeError for what is none. */
export function setMac(bytes: Uint8Array, at: number, mac: string): void {
  let isMac = mac.length === 17;
  for (let index = 0; index < 6; index += 1) {
    const digits = 3 * index;
    const value = (hexDigit(mac, digits) << 4) | hexDigit(mac, digits + 1);
    isMac &&= value >= 0 && (index === 5 || mac[digits + 2] === ':');
    bytes[at + index] = value;
  }
  if (!isMac) throw notAnAddress(mac);
}

/** Negative for what is no digit, and so is whatever is made of it with `|`. */
function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function macAt(bytes: Uint8Array, at: number): string {
  let text = HEX[bytes[at]!]!;
  for (let index = 1; index < 6; index += 1) text += `:${HEX[bytes[at + index]!]!}`;
  return text;
}

/** An IPv4 address such as `10.20.0.5` as a number of 32 bits. Throws a RangeError for what is none. */
export function addressNumber(address: string): number {
  let [sum, part, digits, parts] = [0, 0, 0, 1];
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code === 0x2e && digits > 0) {
      [sum, part, digits, parts] = [sum * 256 + part, 0, 0, parts + 1];
    } else {
      part = part * 10 + code - 0x30;
      digits += 1;
      if (code < 0x30 || code > 0x39 || part > 255 || digits > 3) throw notAnAddress(address);
    }
  }
  if (parts !== 4 || digits === 0) throw notAnAddress(address);
  return sum * 256 + part;
}

export const setAddress = (bytes: Uint8Array, at: number, address: string): void =>
  setUint32(bytes, at, addressNumber(address));

export const addressAt = (bytes: Uint8Array, at: number): string =>
  `${bytes[at]!}.${bytes[at + 1]!}.${bytes[at + 2]!}.${bytes[at + 3]!}`;

const notAnAddress = (text: string) => new RangeError(`\`${text.slice(0, 100)}\` is not an address.`);
