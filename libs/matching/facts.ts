import type { Fact } from '../incident/index.js';
import type { Contradiction, Evidence, Observation, StatedFact } from '../report/index.js';
import { readClause } from './clauses.js';
import { limits } from './limits.js';
import {
  isClose,
  isComparable,
  quantity,
  readQuantities,
  type Quantity,
  type StatedQuantity,
} from './quantities.js';
import { termsOf } from './terms.js';
import { fold, tokenize } from './tokenize.js';
import { everydayStems } from './vocabulary.js';

/** The values of a report: those that were stated as such, and the numbers and assignments in its text. */
export interface StatedValues {
  readonly facts: readonly { readonly stated: StatedFact; readonly terms: ReadonlySet<string> }[];
  readonly quantities: readonly (StatedQuantity & { readonly context: ReadonlySet<string> })[];
  /** Folded name to folded values, from `name=value` and `name: value`. */
  readonly assignments: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the values of a report. */
export function readValues({ text, facts }: Observation): StatedValues {
  const read = text.slice(0, limits.textUnits);
  const assignments = new Map<string, Set<string>>();
  for (const [, name, value] of read.matchAll(ASSIGNMENT)) {
    const key = fold(name!);
    assignments.set(key, (assignments.get(key) ?? new Set()).add(fold(value!)));
  }
  return {
    facts: facts.map((stated) => ({ stated, terms: termsOfName(stated.name) })),
    quantities: readQuantities(read, limits.quantities).map((it) => ({
      ...it,
      context: termsIn(read.slice(Math.max(0, it.start - CONTEXT_UNITS), it.end + CONTEXT_UNITS)),
    })),
    assignments,
  };
}

const ASSIGNMENT = /([A-Za-z][\w.-]{1,63}) ?[=:] ?["']?(?=([\w./@-]{1,64}))/g;
/** How far from a number the words may stand that say what it counts. */
const CONTEXT_UNITS = 60;

/**
 * Compares what an incident declares with what a report states. Numbers in running text can agree but not
 * contradict: what they count is a guess, and a wrong contradiction is worse than none.
 */
export function compareFacts(
  declared: readonly Fact[],
  values: StatedValues,
): { readonly agreements: FactEvidence[]; readonly contradictions: FactContradiction[] } {
  const agreements: FactEvidence[] = [];
  const contradictions: FactContradiction[] = [];
  for (const fact of declared) {
    const verdicts = values.facts.map(({ stated, terms }) => ({
      stated,
      says: compareStated(fact, stated, terms),
    }));
    const told = (says: Comparison) => verdicts.find((it) => it.says === says)?.stated;
    const agreeing = told('agrees');
    const contradicting = told('disagrees');
    const mentioned = agreeing ? spell(agreeing.value, agreeing.unit) : mentionIn(values, fact);
    const entry = { kind: 'fact', name: fact.name, expected: expectation(fact) } as const;
    if (mentioned !== undefined) agreements.push({ ...entry, stated: mentioned });
    else if (contradicting) {
      contradictions.push({ ...entry, stated: spell(contradicting.value, contradicting.unit) });
    }
  }
  return { agreements, contradictions };
}

export type FactEvidence = Extract<Evidence, { kind: 'fact' }>;
export type FactContradiction = Extract<Contradiction, { kind: 'fact' }>;
type Comparison = 'agrees' | 'disagrees' | 'other';

function compareStated(fact: Fact, stated: StatedFact, terms: ReadonlySet<string>): Comparison {
  const declaredTerms = termsOfName(fact.name);
  const shared = [...declaredTerms].filter((term) => terms.has(term)).length;
  const likeness = shared / Math.max(1, new Set([...declaredTerms, ...terms]).size);
  const isSameName = fold(fact.name) === fold(stated.name) || likeness === 1;
  if (!isSameName && likeness < LIKE_NAME) return 'other';
  const agrees = valuesAgree(fact, stated);
  if (agrees === undefined) return 'other';
  return agrees ? 'agrees' : isSameName ? 'disagrees' : 'other';
}

/** Two names that share this part of their words may mean the same, if their values agree as well. */
const LIKE_NAME = 0.5;

/** Undefined when the two cannot be compared: other kinds of values, or units that are not known. */
function valuesAgree(fact: Fact, { value, unit }: StatedFact): boolean | undefined {
  if (typeof value === 'number') {
    const isSameUnit = fold(unit ?? '') === fold(fact.unit ?? '');
    const stated = isSameUnit ? quantity(value) : quantity(value, unit);
    return stated && isWithin(fact, stated);
  }
  if (typeof fact.value !== typeof value) return undefined;
  const [declared, told] = [fold(String(fact.value)), fold(String(value))];
  if (declared === told) return true;
  // `vlan30` may be at one site what `vlan20` is at another.
  return withoutNumbers(declared) === withoutNumbers(told) ? undefined : false;
}

const withoutNumbers = (value: string) => value.replace(/\d+/g, '');

/** A number without a unit is compared as if it had the declared one. */
function isWithin(fact: Fact, stated: Quantity): boolean | undefined {
  const bound = (value: Fact['value']) =>
    typeof value === 'number' ? quantity(value, stated.kind === 'plain' ? '' : fact.unit) : undefined;
  const [exact, least, most] = [bound(fact.value), bound(fact.min), bound(fact.max)];
  const declared = exact ?? least ?? most;
  if (!declared || !isComparable(declared, stated)) return undefined;
  if (exact && !isClose(exact, stated)) return false;
  return (!least || stated.value >= least.value) && (!most || stated.value <= most.value);
}

function mentionIn(values: StatedValues, fact: Fact): string | undefined {
  if (typeof fact.value === 'string') {
    const value = fold(fact.value);
    return values.assignments.get(fold(fact.name))?.has(value) ? fact.value : undefined;
  }
  const name = [...termsIn(fact.name)];
  // A bare number fits many ranges, and a small one many values: only an exact, longer one may do without its unit.
  const isExact = typeof fact.value === 'number' && String(fact.value).length >= 3;
  const found = values.quantities.find(
    (stated) =>
      (stated.kind !== 'plain' || isExact) &&
      isAbout(stated.context, name) &&
      isWithin(fact, stated) === true,
  );
  return found?.raw;
}

/** One telling word in common, or two everyday ones. */
function isAbout(context: ReadonlySet<string>, name: readonly string[]): boolean {
  const shared = name.filter((term) => context.has(term));
  return shared.length >= 2 || shared.some((term) => !everydayStems.has(term));
}

function termsIn(text: string): Set<string> {
  return new Set(tokenize(text).flatMap(({ raw }) => termsOf(raw).map((it) => it.term)));
}

/** A payload that gets no reply is another one than that which gets a reply. */
function termsOfName(name: string): Set<string> {
  const terms = termsIn(name);
  return readClause(name).negated ? terms.add(NEGATED) : terms;
}

const NEGATED = 'not';

function spell(value: number | string | boolean, unit = ''): string {
  return unit === '' ? String(value) : `${String(value)} ${unit}`;
}

function expectation({ value, min, max, unit }: Fact): string {
  if (value !== undefined) return spell(value, unit);
  if (min !== undefined && max !== undefined) return `${String(min)} to ${spell(max, unit)}`;
  return min !== undefined ? `at least ${spell(min, unit)}` : `at most ${spell(max!, unit)}`;
}
