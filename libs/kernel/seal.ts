/**
 * Parts as one stream of bytes that tells whether it is whole: each part behind its length, and at the end a checksum
 * of everything. Parts are read one after the other, each when it is its turn, and none of the pieces is a large one.
 */
export function* seal(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let checksum = 0;
  for (const part of parts) {
    for (let start = 0; start === 0 || start < part.length; start += PIECE_BYTES) {
      const piece = part.subarray(start, start + PIECE_BYTES);
      const isLast = start + piece.length === part.length;
      const words = new Int32Array(1 + Math.ceil(piece.length / WORD));
      words[0] = isLast ? piece.length : CONTINUED;
      const bytes = new Uint8Array(words.buffer);
      bytes.set(piece, WORD);
      checksum = mix(checksum, words);
      yield bytes;
    }
  }
  const end = Int32Array.of(END, mix(checksum, Int32Array.of(END)));
  yield new Uint8Array(end.buffer);
}

/** The parts of a sealed stream. Throws when a byte is missing, is one too many, or is not what was sealed. */
export function unseal(bytes: Uint8Array): Uint8Array[] {
  const words = wordsOf(bytes);
  const end = words.length - 2;
  if (end < 0 || words[end] !== END || words[end + 1] !== mix(0, words.subarray(0, end + 1))) throw broken();
  const parts: Uint8Array[] = [];
  let pieces: Uint8Array[] = [];
  for (let at = 0; at < end;) {
    const length = words[at] === CONTINUED ? PIECE_BYTES : words[at]!;
    if (length < 0 || (at + 1) * WORD + length > end * WORD) throw broken();
    pieces.push(bytes.subarray((at + 1) * WORD, (at + 1) * WORD + length));
    if (words[at] !== CONTINUED) {
      parts.push(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));
      pieces = [];
    }
    at += 1 + Math.ceil(length / WORD);
  }
  if (pieces.length > 0) throw broken();
  return parts;
}

const { imul } = Math;
const WORD = 4;
const PIECE_BYTES = 1 << 20;
/** Instead of the length of a piece: it is of full length, and the part goes on. */
const CONTINUED = -1;
const END = -2;

const broken = () => new Error('The seal is broken: these are not the bytes that were sealed.');

function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.length % WORD !== 0) throw broken();
  const { buffer, byteOffset } = bytes.byteOffset % WORD === 0 ? bytes : new Uint8Array(bytes);
  return new Int32Array(buffer, byteOffset, bytes.length / WORD);
}

/** MurmurHash3 without its last step. Each word is mixed in by a bijection, so that one that is wrong always shows. */
function mix(checksum: number, words: Int32Array): number {
  let hash = checksum;
  for (let at = 0; at < words.length; at += 1) {
    let word = imul(words[at]!, 0xcc9e2d51);
    word = (word << 15) | (word >>> 17);
    hash ^= imul(word, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (imul(hash, 5) + 0xe6546b64) | 0;
  }
  return hash;
}
