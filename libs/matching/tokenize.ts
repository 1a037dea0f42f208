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
  for (const found of text.matchAll(WORD)) {
    const raw = found[0];
    if (raw.length <= limits.wordUnits) {
      tokens.push({ raw, start: found.index, end: found.index + raw.length });
    }
  }
  return tokens;
}

/** The classes of the two halves are disjoint, which keeps the search linear. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:[-.'’][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*/gu;

/** One spelling for all that Unicode holds to be the same letters: compatibility forms and case are folded. */
export function fold(raw: string): string {
  // eslint-disable-next-line no-control-regex -- ASCII is the common case and needs no Unicode tables
  return /^[\x00-\x7f]*$/.test(raw) ? raw.toLowerCase() : raw.normalize('NFKC').toUpperCase().toLowerCase();
}
