import { checksum, setUint16, setUint32, uint16At, uint32At } from './bytes.js';
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
const ACK = 0x10;
const OPTION = {
  end: 0,
  none: 1,
  maximumSegment: 2,
  windowScale: 3,
  selectiveAcknowledgement: 4,
  timestamps: 8,
};

export function encodeTcp(segment: TcpSegment, ends: Endpoints): Uint8Array {
  const options = encodeOptions(segment.options);
  const headerBytes = TCP_HEADER_BYTES + options.length;
  const bytes = new Uint8Array(headerBytes + segment.payload.length);
  setUint16(bytes, 0, segment.sourcePort);
  setUint16(bytes, 2, segment.destinationPort);
  setUint32(bytes, 4, segment.sequence);
  setUint32(bytes, 8, segment.acknowledgement ?? 0);
  bytes[12] = (headerBytes / 4) << 4;
  const flags = segment.flags.reduce((sum, flag) => sum | FLAGS[flag], 0);
  bytes[13] = flags | (segment.acknowledgement === undefined ? 0 : ACK);
  setUint16(bytes, 14, segment.windowBytes);
  bytes.set(options, TCP_HEADER_BYTES);
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
    flags: FLAG_NAMES.filter((flag) => (flags & FLAGS[flag]) !== 0),
    windowBytes: uint16At(bytes, 14),
    options,
    payload: bytes.subarray(headerBytes),
  };
}

/** Each option begins at a multiple of 4 bytes, with "none" before it, as far as it takes. */
function encodeOptions({
  maximumSegmentBytes,
  selectiveAcknowledgement,
  windowScale,
  timestamps,
}: TcpOptions): Uint8Array {
  const bytes: number[] = [];
  if (maximumSegmentBytes !== undefined)
    bytes.push(OPTION.maximumSegment, 4, maximumSegmentBytes >>> 8, maximumSegmentBytes & 0xff);
  if (selectiveAcknowledgement) bytes.push(OPTION.none, OPTION.none, OPTION.selectiveAcknowledgement, 2);
  if (timestamps) {
    const numbers = new Uint8Array(8);
    setUint32(numbers, 0, timestamps.value);
    setUint32(numbers, 4, timestamps.echo);
    bytes.push(OPTION.none, OPTION.none, OPTION.timestamps, 10, ...numbers);
  }
  if (windowScale !== undefined) bytes.push(OPTION.none, OPTION.windowScale, 3, windowScale);
  return Uint8Array.from(bytes);
}

function decodeOptions(bytes: Uint8Array): TcpOptions | undefined {
  let options: TcpOptions = {};
  for (let at = 0; at < bytes.length && bytes[at] !== OPTION.end;) {
    if (bytes[at] === OPTION.none) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || at + length > bytes.length) return undefined;
    const [kind, value] = [bytes[at], at + 2];
    if (kind === OPTION.maximumSegment && length === 4)
      options = { ...options, maximumSegmentBytes: uint16At(bytes, value) };
    else if (kind === OPTION.windowScale && length === 3)
      options = { ...options, windowScale: bytes[value]! };
    else if (kind === OPTION.selectiveAcknowledgement)
      options = { ...options, selectiveAcknowledgement: true };
    else if (kind === OPTION.timestamps && length === 10)
      options = {
        ...options,
        timestamps: { value: uint32At(bytes, value), echo: uint32At(bytes, value + 4) },
      };
    at += length;
  }
  return options;
}
