import { setUint16, setUint32 } from './bytes.js';

/** A frame as somebody saw it, at a moment in virtual milliseconds. */
export interface CapturedFrame {
  readonly frame: Uint8Array;
  readonly atMs: number;
}

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
/** Says: times are in nanoseconds, numbers are written with their high byte first. */
const MAGIC = 0xa1b23c4d;
const SNAPSHOT_BYTES = 262_144;
const LINK_TYPE_ETHERNET = 1;

/**
 * The bytes of a capture file that tcpdump, tshark and Wireshark read (draft-ietf-opsawg-pcap).
 *
 * @param startedAtMs what the calendar showed at virtual time 0, in milliseconds since 1970
 */
export function encodePcap(frames: readonly CapturedFrame[], startedAtMs = 0): Uint8Array {
  const size = frames.reduce((sum, { frame }) => sum + RECORD_HEADER_BYTES + frame.length, FILE_HEADER_BYTES);
  const bytes = new Uint8Array(size);
  setUint32(bytes, 0, MAGIC);
  setUint16(bytes, 4, 2);
  setUint16(bytes, 6, 4);
  setUint32(bytes, 16, SNAPSHOT_BYTES);
  setUint32(bytes, 20, LINK_TYPE_ETHERNET);
  let at = FILE_HEADER_BYTES;
  for (const { frame, atMs } of frames) {
    // Rounded first, and apart from the date: a double cannot hold nanoseconds since 1970.
    const nanoseconds = Math.round(atMs * 1e6);
    const startedAtS = Math.floor(startedAtMs / 1000);
    const restNs = Math.round((startedAtMs - startedAtS * 1000) * 1e6) + (nanoseconds % 1e9);
    setUint32(bytes, at, startedAtS + Math.floor(nanoseconds / 1e9) + Math.floor(restNs / 1e9));
    setUint32(bytes, at + 4, restNs % 1e9);
    setUint32(bytes, at + 8, frame.length);
    setUint32(bytes, at + 12, frame.length);
    bytes.set(frame, at + RECORD_HEADER_BYTES);
    at += RECORD_HEADER_BYTES + frame.length;
  }
  return bytes;
}
