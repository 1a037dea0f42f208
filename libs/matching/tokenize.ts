import { limits } from './limits.js';

/** A word or identifier as it stands in a text; offsets in UTF-16 units, end excluded. */
export interface Token {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text into words, in any script. Identifiers stay whole (`nova-api`, `MLAG-4-INTF_INACTIVE_LOCAL`,
 * `nova.virt.libvirt`); runs that are too long to be words are passed over.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  forEachToken(text, (start, end) => tokens.push({ raw: text.slice(start, end), start, end }));
  return tokens;
}

/** Visits the same words by their offsets, without making a string of each. */
export function forEachToken(text: string, visit: (start: number, end: number) => void): void {
  if (isAscii(text)) return forEachAsciiToken(text, visit);
  for (const { index, 0: raw } of text.matchAll(WORD)) {
    visitWord(text, index, index + raw.length, visit);
  }
}

/** The classes of the two halves are disjoint, which keeps the search linear. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:[-.'’][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*/gu;

/** The same for the common case, several times faster than the expression. */
function forEachAsciiToken(text: string, visit: (start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    if (kindAt(text, at) !== LETTER) {
      at += 1;
      continue;
    }
    const start = at;
    while (kindAt(text, at) === LETTER || (kindAt(text, at) === JOINER && kindAt(text, at + 1) === LETTER)) {
      at += 1;
    }
    visitWord(text, start, at, visit);
  }
}

/** Visits a word, or the parts of a path such as `package.module.Class.method` that is too long to be one. */
function visitWord(
  text: string,
  start: number,
  end: number,
  visit: (start: number, end: number) => void,
): void {
  if (end - start <= limits.wordUnits) return visit(start, end);
  const word = text.slice(start, end);
  for (let from = start; from < end;) {
    const dot = word.indexOf('.', from - start);
    const to = dot < 0 ? end : start + dot;
    if (to - from <= limits.wordUnits) visit(from, to);
    from = to + 1;
  }
}

const [LETTER, JOINER] = [1, 2];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\w/.test(character)) return LETTER;
  return "-.'".includes(character) ? JOINER : 0;
});
const kindAt = (text: string, at: number) => KINDS[text.charCodeAt(at)];
// eslint-disable-next-line no-control-regex -- this is what ASCII is
const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

/** One spelling for all that Unicode holds to be the same letters: compatibility forms and case are folded. */
export function fold(raw: string): string {
  return isAscii(raw) ? raw.toLowerCase() : raw.normalize('NFKC').toUpperCase().toLowerCase();
}
