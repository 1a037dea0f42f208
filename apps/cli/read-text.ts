import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { reject } from './rejections.js';

/** Reads a text file, compressed or not; `-` is the standard input. Throws `FILE_NOT_READABLE`. */
export async function readText(file: string): Promise<string> {
  const bytes = await read(file);
  const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw reject('FILE_NOT_READABLE', {
      message: `${file} cannot be decompressed: ${String(error)}.`,
      remedy: 'Compress it again with gzip.',
    });
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    throw reject('FILE_NOT_READABLE', {
      message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Check the path and its permissions.',
    });
  }
}
