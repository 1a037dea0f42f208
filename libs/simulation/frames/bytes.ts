/** A view that reads and writes numbers in network byte order, which is a DataView's own. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The Internet checksum (RFC 1071): the one's complement of the one's complement sum of 16-bit words. Over bytes that
 * hold their own correct checksum it is 0.
 *
 * @param sum what was summed up before, such as a pseudo-header
 */
export const checksum = (bytes: Uint8Array, sum = 0): number => ~foldedSum(bytes, sum) & 0xffff;

/** The sum beneath `checksum`, folded to 16 bits; an odd last byte counts as the high one of its word. */
export function foldedSum(bytes: Uint8Array, before = 0): number {
  let sum = before;
  const even = bytes.length & ~1;
  for (let at = 0; at < even; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!;
  if (even < bytes.length) sum += bytes[even]! << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

/** Writes a MAC address such as `fa:16:3e:24:e7:22`. Throws a RangeError for what is none. */
export function setMac(bytes: Uint8Array, at: number, mac: string): void {
  setParts(bytes, at, { text: mac, separator: ':', part: /^[0-9a-f]{2}$/i, count: 6, radix: 16 });
}

export const macAt = (bytes: Uint8Array, at: number): string =>
  Array.from(bytes.subarray(at, at + 6), (byte) => byte.toString(16).padStart(2, '0')).join(':');

/** Writes an IPv4 address such as `10.20.0.5`. Throws a RangeError for what is none. */
export function setAddress(bytes: Uint8Array, at: number, address: string): void {
  setParts(bytes, at, { text: address, separator: '.', part: /^[0-9]{1,3}$/, count: 4, radix: 10 });
}

export const addressAt = (bytes: Uint8Array, at: number): string => bytes.subarray(at, at + 4).join('.');

interface Notation {
  readonly text: string;
  readonly separator: string;
  readonly part: RegExp;
  readonly count: number;
  readonly radix: number;
}

function setParts(bytes: Uint8Array, at: number, { text, separator, part, count, radix }: Notation): void {
  const numbers = text.split(separator).map((it) => (part.test(it) ? parseInt(it, radix) : Number.NaN));
  const isAddress = numbers.length === count && numbers.every((it) => it <= 0xff);
  if (!isAddress) throw new RangeError(`\`${text.slice(0, 100)}\` is not an address.`);
  bytes.set(numbers, at);
}
