import { termsOf } from './terms.js';
import { fold, tokenize } from './tokenize.js';

/**
 * The terms that a text says are not so: within a clause, what closely follows a denial ("no EC2 users") and what comes
 * before a word of health ("the memory of nova-api is normal").
 */
export function deniedTerms(text: string): Set<string> {
  const denied = new Set<string>();
  let clause: string[][] = [];
  let reach = 0;
  let end = 0;
  for (const { raw, start, end: next } of tokenize(text)) {
    const word = fold(raw).replace(/['’]/gu, '');
    if (BOUNDARY.test(text.slice(end, start)) || word === 'but') [clause, reach] = [[], 0];
    end = next;
    if (DENIALS.has(word)) {
      reach = REACH;
      continue;
    }
    const terms = termsOf(raw).map((it) => it.term);
    if (HEALTH.has(word)) for (const term of clause.flat()) denied.add(term);
    if (reach > 0) for (const term of terms) denied.add(term);
    reach -= 1;
    clause.push(terms);
  }
  return denied;
}

/** Whether a text denies anything at all; to find out what costs more. */
export const deniesSomething = (text: string) => DENIAL.test(text);

const BOUNDARY = /[.!?;:,\n(]/u;
/** So many words after a denial are denied. */
const REACH = 4;
const DENIALS: ReadonlySet<string> = new Set(
  'no not never none nothing nobody neither nor without isnt arent wasnt werent doesnt dont didnt'.split(' '),
);
const HEALTH: ReadonlySet<string> = new Set(
  'normal fine healthy ok okay flat fast quick present intact unaffected low right alive'.split(' '),
);
const DENIAL = new RegExp(`n['’]t\\b|\\b(?:${[...DENIALS, ...HEALTH].join('|')})\\b`, 'iu');
