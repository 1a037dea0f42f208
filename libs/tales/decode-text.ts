import type { Fault } from './fault.js';

/** 10 MB: room for some hundred thorough incidents in one file. */
const SIZE_MAX_BYTES = 10_000_000;

/** The text with `\n` as line ends and without byte order mark, or what is wrong with the file as a whole. */
export function decodeText(content: Uint8Array | string): string | Fault {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (bytes.length > SIZE_MAX_BYTES) {
    const size = `${(bytes.length / 1_000_000).toFixed(1)} MB`;
    return { line: 1, code: 'FILE_TOO_LARGE', reason: `The file has ${size}; the limit is 10 MB.` };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    return { line: 1, code: 'FILE_NOT_UTF8', reason: 'The file is not valid UTF-8.' };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split('\n').length;
    return { line, code: 'FILE_NOT_TEXT', reason: 'The file holds a NUL byte, as only binary files do.' };
  }
  return text.replaceAll(/\r\n?/g, '\n');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
