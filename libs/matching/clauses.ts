import { termsOf } from './terms.js';
import { fold, tokenize } from './tokenize.js';
import { negations } from './vocabulary.js';

/** A statement within a text: what it speaks of, and whether it affirms or denies it. */
export interface Clause {
  readonly terms: ReadonlySet<string>;
  readonly negated: boolean;
  /** UTF-16 units into the text, end excluded. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into clauses, at the ends of sentences and where a contrast begins. */
export function readClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const boundary of text.matchAll(BOUNDARY)) {
    clauses.push(readClause(text, start, boundary.index));
    start = boundary.index + boundary[0].length;
  }
  clauses.push(readClause(text, start, text.length));
  return clauses.filter((clause) => clause.terms.size > 0);
}

const BOUNDARY = /[.!?;](?=\s|$)|[\r\n]|\s(?:but|while|whereas|although|though|yet|however)\s/giu;

/** Reads the whole text as one clause. */
export function readClause(text: string, start = 0, end = text.length): Clause {
  const terms = new Set<string>();
  let denials = 0;
  for (const { raw } of tokenize(text.slice(start, end))) {
    if (negations.has(fold(raw).replace(/['’]/gu, ''))) denials += 1;
    for (const { term } of termsOf(raw)) terms.add(term);
  }
  return { terms, negated: denials % 2 === 1, start, end };
}
