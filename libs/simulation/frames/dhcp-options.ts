import { addressAt, setAddress, setUint32, uint16At, uint32At } from './bytes.js';

/** Options of DHCP (RFC 2132), as far as leases need them. */
export type DhcpOptions = Partial<OptionValues>;

interface OptionValues {
  readonly subnetMask: string;
  readonly routers: readonly string[];
  readonly nameServers: readonly string[];
  readonly hostName: string;
  readonly mtuBytes: number;
  readonly requestedAddress: string;
  readonly leaseS: number;
  readonly serverId: string;
  /** Codes of the options that the client would like to hear of. */
  readonly parameterRequest: readonly number[];
  /** Why a server refuses. */
  readonly message: string;
  /** T1: when the client asks its server to renew, counted from the lease's start. */
  readonly renewalS: number;
  /** T2: when it asks any server. */
  readonly rebindingS: number;
}

interface Codec<T> {
  readonly code: number;
  encode(value: T): ArrayLike<number>;
  /** `undefined` if the bytes are no such value. */
  decode(bytes: Uint8Array): T | undefined;
}

const TYPE_CODE = 53;
const PAD = 0;
const END = 255;

/** The option with the type of the message, the others in the order of their codes, and the end. */
export function encodeOptions(type: number, options: DhcpOptions): Uint8Array {
  const encoded = NAMES.flatMap((name) => encodeOption(name, options));
  return Uint8Array.from([TYPE_CODE, 1, type, ...encoded, END]);
}

/** Unknown options are passed over; `undefined` if one is cut off or cannot be read, or the end is missing. */
export function decodeOptions(bytes: Uint8Array): { type?: number; options: DhcpOptions } | undefined {
  let type: number | undefined;
  let options: DhcpOptions = {};
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at]!;
    if (code === END) return { ...(type === undefined ? {} : { type }), options };
    if (code === PAD) {
      at += 1;
      continue;
    }
    const value = bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0));
    if (value.length !== bytes[at + 1]) return undefined;
    if (code === TYPE_CODE) type = value[0];
    const name = NAMES.find((it) => CODECS[it].code === code);
    if (name) {
      const decoded = CODECS[name].decode(value);
      if (decoded === undefined) return undefined;
      options = { ...options, [name]: decoded };
    }
    at += 2 + value.length;
  }
  return undefined;
}

function encodeOption<Name extends keyof OptionValues>(name: Name, options: DhcpOptions): number[] {
  const value: OptionValues[Name] | undefined = options[name];
  if (value === undefined) return [];
  const codec: Codec<OptionValues[Name]> = CODECS[name];
  const bytes = Array.from(codec.encode(value));
  if (bytes.length > 255) throw new RangeError(`The DHCP option ${name} takes 255 bytes at most.`);
  return [codec.code, bytes.length, ...bytes];
}

const addresses = (code: number): Codec<readonly string[]> => ({
  code,
  encode(values) {
    const bytes = new Uint8Array(4 * values.length);
    values.forEach((value, index) => setAddress(bytes, 4 * index, value));
    return bytes;
  },
  decode(bytes) {
    if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
    return Array.from({ length: bytes.length / 4 }, (_, index) => addressAt(bytes, 4 * index));
  },
});

const address = (code: number): Codec<string> => ({
  code,
  encode: (value) => addresses(code).encode([value]),
  decode: (bytes) => (bytes.length === 4 ? addressAt(bytes, 0) : undefined),
});

const uint32 = (code: number): Codec<number> => ({
  code,
  encode(value) {
    const bytes = new Uint8Array(4);
    setUint32(bytes, 0, value);
    return bytes;
  },
  decode: (bytes) => (bytes.length === 4 ? uint32At(bytes, 0) : undefined),
});

const uint16 = (code: number): Codec<number> => ({
  code,
  encode: (value) => [value >>> 8, value & 0xff],
  decode: (bytes) => (bytes.length === 2 ? uint16At(bytes, 0) : undefined),
});

/** ASCII. */
const text = (code: number): Codec<string> => ({
  code,
  encode: (value) => Array.from(value, (character) => character.charCodeAt(0) & 0x7f),
  decode: (bytes) => (bytes.length === 0 ? undefined : String.fromCharCode(...bytes)),
});

const codes = (code: number): Codec<readonly number[]> => ({
  code,
  encode: (values) => values,
  decode: (bytes) => (bytes.length === 0 ? undefined : Array.from(bytes)),
});

const CODECS: { readonly [Name in keyof OptionValues]: Codec<OptionValues[Name]> } = {
  subnetMask: address(1),
  routers: addresses(3),
  nameServers: addresses(6),
  hostName: text(12),
  mtuBytes: uint16(26),
  requestedAddress: address(50),
  leaseS: uint32(51),
  serverId: address(54),
  parameterRequest: codes(55),
  message: text(56),
  renewalS: uint32(58),
  rebindingS: uint32(59),
};
const NAMES = Object.keys(CODECS) as (keyof OptionValues)[];
