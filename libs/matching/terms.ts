import { stemmer } from 'stemmer';
import { limits } from './limits.js';
import { fold } from './tokenize.js';
import { stopWords } from './vocabulary.js';

/** What is looked up in the index, and which part of the token it stands for; offsets relative to the token. */
export interface Term {
  readonly term: string;
  /** 1 for a word, less for a part of an identifier: `nova` says less than `nova-api`. */
  readonly weight: number;
  /** A compound as written; when nothing in the collection has it, its parts speak for it. */
  readonly compound: boolean;
  readonly from: number;
  readonly to: number;
}

/** The terms of a token: its stem, or for an identifier the whole and its parts; none for a stop word. */
export function termsOf(raw: string): readonly Term[] {
  const known = memo.get(raw);
  if (known) return known;
  const terms = readTerms(raw);
  if (memo.size >= MEMO_MAX) memo.clear();
  memo.set(raw, terms);
  return terms;
}

/** Reports repeat the words of other reports. */
const memo = new Map<string, readonly Term[]>();
const MEMO_MAX = 20_000;

const PART_WEIGHT = 0.75;

/** The same for those who ask for each token once. */
export function readTerms(raw: string): Term[] {
  const word = raw.replace(/['’]s$/iu, '');
  const folded = fold(word).replace(/['’]/gu, '');
  if (stopWords.has(folded)) return [];
  const parts = /^\p{Lu}+s$/u.test(word) ? [{ text: word, from: 0 }] : split(word);
  const whole = { from: 0, to: word.length, weight: 1 };
  if (parts.length <= 1 && parts[0]?.text.length === word.length) {
    const term = simple(folded);
    return term === undefined ? [] : [{ term, compound: false, ...whole }];
  }
  const joined = /[-._]/u.test(folded) ? folded.replace(/[-._]+/gu, '_') : stemmer(folded);
  const terms: Term[] = [{ term: joined, compound: true, ...whole }];
  for (const { text, from } of parts) {
    const term = simple(fold(text));
    if (term !== undefined && !stopWords.has(term)) {
      terms.push({ term, weight: PART_WEIGHT, compound: false, from, to: from + text.length });
    }
  }
  return terms;
}

/** One letter says nothing, and neither do numbers that are short (counts) or long (ids, times). */
function simple(folded: string): string | undefined {
  if (/^\p{N}+$/u.test(folded)) return /^\d{3,5}$/.test(folded) ? folded : undefined;
  if (/^[\p{L}\p{N}_]$/u.test(folded)) return undefined;
  return stemmer(folded);
}

/** Cuts at punctuation, at changes from lower to upper case, and between letters and digits (`vlan20`). */
function split(word: string): { text: string; from: number }[] {
  const parts: { text: string; from: number }[] = [];
  for (const found of word.matchAll(
    /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}'’]+|\p{N}+|\p{Lu}/gu,
  )) {
    parts.push({ text: found[0], from: found.index });
    if (parts.length === limits.wordParts) break;
  }
  return parts;
}
