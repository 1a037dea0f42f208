import { termsOf } from './terms.js';
import { fold, tokenize } from './tokenize.js';
import { negations, quantifiers } from './vocabulary.js';

/** A statement within a text: what it speaks of, and whether it affirms or denies it. */
export interface Clause {
  readonly terms: ReadonlySet<string>;
  readonly negated: boolean;
  /** What it says of how many. */
  readonly quantities: ReadonlySet<string>;
  /** UTF-16 units into the text, end excluded. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into clauses, at the ends of sentences and where a contrast begins. */
export const readClauses = (text: string) => cut(text, BOUNDARY);

/** Cuts a text into sentences. */
export const readSentences = (text: string) => cut(text, SENTENCE_END);

function cut(text: string, boundaries: RegExp): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let lineStart = 0;
  for (const boundary of text.matchAll(boundaries)) {
    if (LINE_END.test(boundary[0])) {
      const wraps = isWrapped(text, lineStart, boundary);
      lineStart = boundary.index + boundary[0].length;
      if (wraps) continue;
    }
    clauses.push(readClause(text, start, boundary.index));
    start = boundary.index + boundary[0].length;
  }
  clauses.push(readClause(text, start, text.length));
  return clauses.filter((clause) => clause.terms.size > 0);
}

const SENTENCE_END = /[.!?;](?=\s|$)|[\r\n]+/gu;
const BOUNDARY = /[.!?;](?=\s|$)|[\r\n]+|\s(?:but|while|whereas|although|though|yet|however)\s/giu;

const LINE_END = /[\r\n]/;

/** Whether a line ends because it is full, and the sentence goes on in the next one. */
function isWrapped(text: string, lineStart: number, { 0: end, index }: RegExpExecArray): boolean {
  const isSingle = end === '\n' || end === '\r\n';
  return isSingle && index - lineStart >= FULL_LINE_UNITS && !ITEM.test(text.slice(index, index + 20));
}

/** Lines are wrapped at 60 characters or later, and the last word may not have fitted in. */
const FULL_LINE_UNITS = 50;
/** What an item of a list begins with. */
const ITEM = /^\s*(?:[-*•+>#|]|\d+[.)])/u;

/** Reads the whole text as one clause. */
export function readClause(text: string, start = 0, end = text.length): Clause {
  const terms = new Set<string>();
  const quantities = new Set<string>();
  let denials = 0;
  for (const { raw } of tokenize(text.slice(start, end))) {
    const word = fold(raw).replace(/['’]/gu, '');
    if (negations.has(word)) denials += 1;
    const quantity = quantifiers.get(word);
    if (quantity !== undefined) quantities.add(quantity);
    for (const { term } of termsOf(raw)) terms.add(term);
  }
  return { terms, negated: denials % 2 === 1, quantities, start, end };
}
