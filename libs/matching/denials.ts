import { termsOf } from './terms.js';
import { fold, tokenize } from './tokenize.js';

/**
 * The terms that a text says are not so: within a clause, what closely follows a denial ("no EC2 users") and what comes
 * before a word of health ("the memory of nova-api is normal").
 */
export function deniedTerms(text: string): Set<string> {
  const denied = new Set<string>();
  let clause: string[] = [];
  for (const { raw, begins, isDenied, isHealth } of readWords(text)) {
    if (begins) clause = [];
    if (isHealth) {
      for (const term of clause) denied.add(term);
      clause = [];
    }
    for (const { term } of termsOf(raw)) {
      if (isDenied) denied.add(term);
      else clause.push(term);
    }
  }
  return denied;
}

/** The text with spaces in the place of what closely follows a denial. */
export function withoutDenied(text: string): string {
  if (!deniesSomething(text)) return text;
  let left = '';
  for (const { start, end, isDenied } of readWords(text)) {
    if (isDenied) left += text.slice(left.length, start) + ' '.repeat(end - start);
  }
  return left + text.slice(left.length);
}

/** Whether a text denies anything at all; to find out what costs more. */
export const deniesSomething = (text: string) => DENIAL.test(text);

interface Word {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** Whether a clause begins with it. */
  readonly begins: boolean;
  readonly isDenied: boolean;
  readonly isHealth: boolean;
}

/** The words of a text, but the denials themselves. */
function* readWords(text: string): Generator<Word> {
  let reach = 0;
  let [lastEnd, begins] = [0, true];
  let stateReach = 0;
  for (const { raw, start, end } of tokenize(text)) {
    const word = fold(raw).replace(/['’]/gu, '');
    if (BOUNDARY.test(text.slice(lastEnd, start)) || word === 'but')
      [begins, reach, stateReach] = [true, 0, 0];
    lastEnd = end;
    if (DENIALS.has(word)) {
      reach = REACH;
      continue;
    }
    const isHealth = HEALTH.has(word) || (stateReach > 0 && STATES.has(word));
    yield { raw, start, end, begins, isDenied: reach > 0, isHealth };
    [reach, begins] = [reach - 1, false];
    stateReach = COPULAS.has(word) ? STATE_REACH : stateReach - 1;
  }
}

const BOUNDARY = /[.!?;:,\n(]/u;
/** So many words after a denial are denied. */
const REACH = 4;
const DENIALS: ReadonlySet<string> = new Set(
  'no not never none nothing nobody neither nor without isnt arent wasnt werent doesnt dont didnt'.split(' '),
);
const HEALTH: ReadonlySet<string> = new Set('normal fine healthy ok okay intact unaffected'.split(' '));
/** Words that are words of health when they say how something is ("is still low"), and otherwise are not ("low disk"). */
const STATES: ReadonlySet<string> = new Set('flat fast quick present low right alive'.split(' '));
const COPULAS: ReadonlySet<string> = new Set(
  'is are was were be been stays stay stayed remains remain remained looks look looked seems seem'.split(' '),
);
/** So many words after a copula a state may stand. */
const STATE_REACH = 2;
const DENIAL = new RegExp(`n['’]t\\b|\\b(?:${[...DENIALS, ...HEALTH, ...STATES].join('|')})\\b`, 'iu');
