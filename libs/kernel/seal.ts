import { crc32 } from 'node:zlib';

/**
 * Parts as one stream of bytes that tells whether it is whole: each part behind its length, and at the end a CRC-32 of
 * everything. Parts are read one after the other, each when it is its turn, and none of the pieces is a large one.
 */
export function* seal(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let checksum = 0;
  for (const part of parts) {
    for (let start = 0; start === 0 || start < part.length; start += PIECE_BYTES) {
      const piece = part.subarray(start, start + PIECE_BYTES);
      const isLast = start + piece.length === part.length;
      const bytes = Buffer.alloc(WORD + piece.length);
      bytes.writeInt32LE(isLast ? piece.length : CONTINUED);
      bytes.set(piece, WORD);
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  }
  const end = Buffer.alloc(2 * WORD);
  end.writeInt32LE(END);
  end.writeUInt32LE(crc32(end.subarray(0, WORD), checksum), WORD);
  yield end;
}

/** The parts of a sealed stream. Throws when a byte is missing, is one too many, or is not what was sealed. */
export function unseal(sealed: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const end = bytes.length - 2 * WORD;
  if (end < 0 || bytes.readInt32LE(end) !== END) throw broken();
  if (bytes.readUInt32LE(end + WORD) !== crc32(bytes.subarray(0, end + WORD))) throw broken();
  const parts: Uint8Array[] = [];
  let pieces: Uint8Array[] = [];
  for (let at = 0; at < end;) {
    const length = bytes.readInt32LE(at);
    const start = at + WORD;
    at = start + (length === CONTINUED ? PIECE_BYTES : length);
    if (at < start || at > end) throw broken();
    pieces.push(bytes.subarray(start, at));
    if (length === CONTINUED) continue;
    parts.push(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));
    pieces = [];
  }
  if (pieces.length > 0) throw broken();
  return parts;
}

const WORD = 4;
const PIECE_BYTES = 1 << 20;
/** Instead of the length of a piece: it is of full length, and the part goes on. */
const CONTINUED = -1;
const END = -2;

const broken = () => new Error('The seal is broken: these are not the bytes that were sealed.');
