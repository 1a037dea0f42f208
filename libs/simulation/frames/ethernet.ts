import { macAt, newBytes, setMac, setUint16, uint16At } from './bytes.js';

/** An Ethernet frame without preamble and frame check sequence, as a capture shows it. */
export interface EthernetFrame {
  readonly destination: string;
  readonly source: string;
  /** IEEE 802.1Q tags, the outermost first. */
  readonly tags: readonly VlanTag[];
  /** What the payload is; `undefined` in an IEEE 802.3 frame, which has its length there, and LLC in its payload. */
  readonly etherType: number | undefined;
  /** In a frame with an EtherType the padding, if any, is part of it: only the payload knows its own length. */
  readonly payload: Uint8Array;
}

export interface VlanTag {
  /** 0 to 4095. */
  readonly id: number;
  /** Priority code point, 0 to 7. */
  readonly priority: number;
  readonly dropEligible: boolean;
}

export const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100 } as const;
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff';
export const HEADER_BYTES = 14;
export const TAG_BYTES = 4;
/** The shortest frame on a wire, its check sequence not counted. */
export const FRAME_BYTES_MIN = 60;
/** A smaller number in the place of the EtherType is a length (IEEE 802.3, clause 3.2.6). */
const ETHER_TYPE_MIN = 0x0600;

export const vlanTag = (id: number): VlanTag => ({ id, priority: 0, dropEligible: false });

/** The bytes of a frame, padded to the shortest that may be sent. */
export function encodeEthernet({ destination, source, tags, etherType, payload }: EthernetFrame): Uint8Array {
  const headerBytes = HEADER_BYTES + TAG_BYTES * tags.length;
  const bytes = newBytes(Math.max(FRAME_BYTES_MIN, headerBytes + payload.length));
  setMac(bytes, 0, destination);
  setMac(bytes, 6, source);
  tags.forEach((tag, index) => {
    setUint16(bytes, 12 + TAG_BYTES * index, ETHER_TYPE.vlan);
    setUint16(bytes, 14 + TAG_BYTES * index, controlOf(tag));
  });
  setUint16(bytes, headerBytes - 2, etherType ?? payload.length);
  bytes.set(payload, headerBytes);
  return bytes;
}

/** Reads a frame; `undefined` if it is cut off. The payload is a view of the same bytes. */
export function decodeEthernet(bytes: Uint8Array): EthernetFrame | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const tags: VlanTag[] = [];
  let at = 12;
  while (uint16At(bytes, at) === ETHER_TYPE.vlan) {
    if (bytes.length < at + 6) return undefined;
    tags.push(tagOf(uint16At(bytes, at + 2)));
    at += TAG_BYTES;
  }
  const typeOrLength = uint16At(bytes, at);
  const isLength = typeOrLength < ETHER_TYPE_MIN;
  const payload = bytes.subarray(at + 2, isLength ? at + 2 + typeOrLength : undefined);
  if (isLength && payload.length < typeOrLength) return undefined;
  return {
    destination: macAt(bytes, 0),
    source: macAt(bytes, 6),
    tags,
    etherType: isLength ? undefined : typeOrLength,
    payload,
  };
}

/** The same frame with one more tag, outside of those that it has. */
export function pushTag(frame: Uint8Array, tag: VlanTag): Uint8Array {
  const tagged = newBytes(frame.length + TAG_BYTES);
  tagged.set(frame, TAG_BYTES);
  copyMacs(frame, tagged);
  setUint16(tagged, 12, ETHER_TYPE.vlan);
  setUint16(tagged, 14, controlOf(tag));
  return tagged;
}

/** The same frame without its outermost tag, padded again where it became too short. */
export function popTag(frame: Uint8Array): Uint8Array {
  const untagged = newBytes(Math.max(FRAME_BYTES_MIN, frame.length - TAG_BYTES));
  copyMacs(frame, untagged);
  untagged.set(frame.subarray(16), 12);
  return untagged;
}

function copyMacs(from: Uint8Array, to: Uint8Array): void {
  for (let at = 0; at < 12; at += 1) to[at] = from[at]!;
}

/** The VLAN of the outermost tag of a frame, if it has one. */
export const outermostVlan = (frame: Uint8Array): number | undefined =>
  uint16At(frame, 12) === ETHER_TYPE.vlan ? uint16At(frame, 14) & 0xfff : undefined;

const controlOf = ({ id, priority, dropEligible }: VlanTag) =>
  (priority << 13) | (Number(dropEligible) << 12) | id;

const tagOf = (control: number): VlanTag => ({
  id: control & 0xfff,
  priority: control >>> 13,
  dropEligible: (control & 0x1000) !== 0,
});
