import { checksum, newBytes, setUint16, setUint32, uint16At, uint32At } from './bytes.js';
import { IP_PROTOCOL, pseudoHeaderSum, type Endpoints } from './ipv4.js';

/** A TCP segment (RFC 9293). */
export interface TcpSegment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  /** The next byte that is expected; `undefined` without the flag ACK. */
  readonly acknowledgement: number | undefined;
  readonly flags: readonly TcpFlag[];
  readonly windowBytes: number;
  readonly options: TcpOptions;
  readonly payload: Uint8Array;
}

/** ACK is not among them: it is set where there is an acknowledgement. */
export type TcpFlag = 'FIN' | 'SYN' | 'RST' | 'PSH';

export interface TcpOptions {
  readonly maximumSegmentBytes?: number;
  /** RFC 2018. */
  readonly selectiveAcknowledgement?: true;
  /** Times 2 to the power of this is the window (RFC 7323). */
  readonly windowScale?: number;
  /** RFC 7323. */
  readonly timestamps?: { readonly value: number; readonly echo: number };
}

export const TCP_HEADER_BYTES = 20;
const FLAGS = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08 } as const;
const FLAG_NAMES = Object.keys(FLAGS) as TcpFlag[];
/** What each value of the four bits says. */
const FLAG_SETS = Array.from({ length: 16 }, (_, bits) =>
  FLAG_NAMES.filter((flag) => (bits & FLAGS[flag]) !== 0),
);
const ACK = 0x10;
const OPTION = {
  end: 0,
  none: 1,
  maximumSegment: 2,
  windowScale: 3,
  selectiveAcknowledgement: 4,
  timestamps: 8,
};
const NONE_TWICE = (OPTION.none << 8) | OPTION.none;

export function encodeTcp(segment: TcpSegment, ends: Endpoints): Uint8Array {
  const headerBytes = TCP_HEADER_BYTES + optionBytes(segment.options);
  const bytes = newBytes(headerBytes + segment.payload.length);
  setUint16(bytes, 0, segment.sourcePort);
  setUint16(bytes, 2, segment.destinationPort);
  setUint32(bytes, 4, segment.sequence);
  setUint32(bytes, 8, segment.acknowledgement ?? 0);
  bytes[12] = (headerBytes / 4) << 4;
  const flags = segment.flags.reduce((sum, flag) => sum | FLAGS[flag], 0);
  bytes[13] = flags | (segment.acknowledgement === undefined ? 0 : ACK);
  setUint16(bytes, 14, segment.windowBytes);
  setOptions(bytes, TCP_HEADER_BYTES, segment.options);
  bytes.set(segment.payload, headerBytes);
  setUint16(bytes, 16, checksum(bytes, pseudoHeaderSum(ends, IP_PROTOCOL.tcp, bytes.length)));
  return bytes;
}

/** Reads the payload of a packet; `undefined` if it is cut off or damaged. Unknown options are passed over. */
export function decodeTcp(bytes: Uint8Array, ends: Endpoints): TcpSegment | undefined {
  if (bytes.length < TCP_HEADER_BYTES) return undefined;
  const headerBytes = (bytes[12]! >>> 4) * 4;
  if (headerBytes < TCP_HEADER_BYTES || headerBytes > bytes.length) return undefined;
  if (checksum(bytes, pseudoHeaderSum(ends, IP_PROTOCOL.tcp, bytes.length)) !== 0) return undefined;
  const options = decodeOptions(bytes.subarray(TCP_HEADER_BYTES, headerBytes));
  if (!options) return undefined;
  const flags = bytes[13]!;
  return {
    sourcePort: uint16At(bytes, 0),
    destinationPort: uint16At(bytes, 2),
    sequence: uint32At(bytes, 4),
    acknowledgement: (flags & ACK) === 0 ? undefined : uint32At(bytes, 8),
    flags: FLAG_SETS[flags & 0xf]!,
    windowBytes: uint16At(bytes, 14),
    options,
    payload: bytes.subarray(headerBytes),
  };
}

/** Each option begins at a multiple of 4 bytes, with "none" before it, as far as it takes. */
function optionBytes(options: TcpOptions): number {
  const { maximumSegmentBytes, selectiveAcknowledgement, windowScale, timestamps } = options;
  const small = [maximumSegmentBytes, selectiveAcknowledgement, windowScale];
  return 4 * small.filter((it) => it !== undefined).length + (timestamps ? 12 : 0);
}

function setOptions(bytes: Uint8Array, from: number, options: TcpOptions): void {
  const { maximumSegmentBytes, selectiveAcknowledgement, windowScale, timestamps } = options;
  let at = from;
  if (maximumSegmentBytes !== undefined) {
    setUint16(bytes, at, (OPTION.maximumSegment << 8) | 4);
    setUint16(bytes, at + 2, maximumSegmentBytes);
    at += 4;
  }
  if (selectiveAcknowledgement) {
    setUint16(bytes, at, NONE_TWICE);
    setUint16(bytes, at + 2, (OPTION.selectiveAcknowledgement << 8) | 2);
    at += 4;
  }
  if (timestamps) {
    setUint16(bytes, at, NONE_TWICE);
    setUint16(bytes, at + 2, (OPTION.timestamps << 8) | 10);
    setUint32(bytes, at + 4, timestamps.value);
    setUint32(bytes, at + 8, timestamps.echo);
    at += 12;
  }
  if (windowScale !== undefined) {
    setUint16(bytes, at, (OPTION.none << 8) | OPTION.windowScale);
    setUint16(bytes, at + 2, (3 << 8) | windowScale);
  }
}

function decodeOptions(bytes: Uint8Array): TcpOptions | undefined {
  const options: { -readonly [Name in keyof TcpOptions]: TcpOptions[Name] } = {};
  for (let at = 0; at < bytes.length && bytes[at] !== OPTION.end;) {
    if (bytes[at] === OPTION.none) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || at + length > bytes.length) return undefined;
    const [kind, value] = [bytes[at], at + 2];
    if (kind === OPTION.maximumSegment && length === 4) options.maximumSegmentBytes = uint16At(bytes, value);
    else if (kind === OPTION.windowScale && length === 3) options.windowScale = bytes[value]!;
    else if (kind === OPTION.selectiveAcknowledgement) options.selectiveAcknowledgement = true;
    else if (kind === OPTION.timestamps && length === 10)
      options.timestamps = { value: uint32At(bytes, value), echo: uint32At(bytes, value + 4) };
    at += length;
  }
  return options;
}
