import type { IncidentRecord } from '../incident/index.js';
import type { Contradiction } from '../report/index.js';
import { readClause, readClauses, type Clause } from './clauses.js';
import type { Knowledge } from './knowledge.js';
import { limits } from './limits.js';
import { shortPassage, type Passage } from './passages.js';
import type { Query } from './query.js';
import { sum } from './sum.js';
import { coverage, type WeighedTerm } from './words.js';

/** One of the things, any of which would rule an incident out. */
export interface Exclusion {
  readonly id: string;
  readonly statement: string;
  readonly terms: Passage;
  /** The terms that no symptom of the incident has: what tells the exclusion from them. */
  readonly distinctive: Passage;
  readonly negated: boolean;
  /** Whether it sets one thing against another ("grows although nothing is served"), which only a sentence does. */
  readonly isContrast: boolean;
  /** What tells it from the symptoms where no term does: of how many it speaks. */
  readonly quantities: ReadonlySet<string>;
}

/** Reads the exclusions of a record; one that names alternatives ("the disk is full or read-only") is several. */
export function readExclusions({ exclusions, symptoms }: IncidentRecord): Exclusion[] {
  const claims = symptoms.map((it) => readClause(it.statement));
  const usual = new Set(claims.flatMap((it) => [...it.terms]));
  return exclusions.flatMap(({ id, statement }) =>
    statement
      .replace(/\([^)]*\)/g, '')
      .split(ALTERNATIVE)
      .map((alternative) => {
        const terms = shortPassage(alternative);
        const distinctive = new Map([...terms].filter(([term]) => !usual.has(term)));
        const { negated, quantities } = readClause(alternative);
        return {
          id,
          statement,
          terms,
          distinctive,
          negated,
          isContrast: readClauses(alternative).length > 1,
          quantities: distinctive.size > 0 ? NONE : quantities,
        };
      })
      .filter((it, at) => it.terms.size >= (at === 0 ? TERMS_MIN : FRAGMENT_TERMS_MIN))
      .filter((it) => !claims.some((claim) => saysTheSame(claim, it))),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Whether a symptom has all the terms of an exclusion, affirms or denies as it does, and speaks of as many. */
function saysTheSame(claim: Clause, { terms, negated, quantities }: Exclusion): boolean {
  const all = [...terms.keys()];
  return (
    all.every((term) => claim.terms.has(term)) &&
    claim.negated === negated &&
    [...quantities].every((it) => claim.quantities.has(it))
  );
}

const ALTERNATIVE = /[;:]\s|,?\sor\s/;
/** A single word is said in too many ways to rule anything out. */
const TERMS_MIN = 2;
/** A further alternative has lost what it is said of ("or another network device"). */
const FRAGMENT_TERMS_MIN = 3;
/** A statement is held to be made when a clause covers this share of it. */
const MEETS = 0.8;

/**
 * The exclusions that a report meets. "New sessions work" and "new sessions hang as well" differ in one word, so that
 * three things are asked: a single clause says nearly all of the exclusion, it says what no symptom says (in a word, or
 * of how many it is so), and it affirms or denies as the exclusion does.
 */
export function metExclusions(
  exclusions: readonly Exclusion[],
  query: Query,
  knowledge: Knowledge,
): ExclusionContradiction[] {
  const met = new Map<string, ExclusionContradiction>();
  for (const exclusion of exclusions) {
    if (met.has(exclusion.id)) continue;
    const clauses = exclusion.isContrast ? query.sentences : query.clauses;
    const clause = clauses.find((it) => isMet(exclusion, it, knowledge));
    if (!clause) continue;
    const { id, statement } = exclusion;
    met.set(id, {
      kind: 'exclusion',
      exclusionId: id,
      statement,
      words: wordsWithin(clause, exclusion, query),
    });
  }
  return [...met.values()];
}

export type ExclusionContradiction = Extract<Contradiction, { kind: 'exclusion' }>;

/** A clause of the report as a vector: its terms and what each tells. */
export interface WeighedClause {
  readonly negated: boolean;
  readonly told: ReadonlyMap<string, number>;
  readonly norm: number;
}

export function weighClauses(clauses: readonly Clause[], terms: readonly WeighedTerm[]): WeighedClause[] {
  const rarities = new Map(terms.map((it) => [it.term, it.rarity]));
  return clauses
    .map(({ negated, terms: said }) => {
      const told = new Map(
        [...said].flatMap((term) => (rarities.has(term) ? [[term, rarities.get(term)!]] : [])),
      );
      return { negated, told, norm: normOf(told.values()) };
    })
    .filter((it) => it.told.size >= TERMS_MIN);
}

/**
 * The highest cosine of a clause and an exclusion, both of which affirm or both deny: a doubt, where it is no proof. What
 * has the words of a symptom is like it anyway.
 */
export function likenessToExclusions(
  exclusions: readonly Exclusion[],
  clauses: readonly WeighedClause[],
  knowledge: Knowledge,
): number {
  let highest = 0;
  for (const { terms, distinctive, negated } of exclusions) {
    if (distinctive.size === 0) continue;
    const rarities = new Map([...terms.keys()].map((term) => [term, knowledge.rarityOf(term)]));
    const norm = normOf(rarities.values());
    for (const clause of clauses) {
      if (clause.negated !== negated) continue;
      let product = 0;
      for (const [term, rarity] of rarities) product += rarity * (clause.told.get(term) ?? 0);
      highest = Math.max(highest, product / (norm * clause.norm));
    }
  }
  return highest;
}

const normOf = (values: Iterable<number>) => Math.sqrt(sum(values, (it) => it * it));

function isMet(
  { terms, distinctive, negated, quantities }: Exclusion,
  clause: Clause,
  knowledge: Knowledge,
): boolean {
  const isSaid = (term: string) => clause.terms.has(term);
  return (
    clause.negated === negated &&
    [...quantities].every((it) => clause.quantities.has(it)) &&
    (distinctive.size > 0
      ? coverage(terms, isSaid, knowledge) >= MEETS && coverage(distinctive, isSaid, knowledge) >= MEETS
      : [...terms.keys()].every(isSaid))
  );
}

function wordsWithin(clause: Clause, { terms }: Exclusion, query: Query) {
  return [...terms.keys()]
    .flatMap((term) => query.terms.get(term)?.words ?? [])
    .filter((word) => word.start >= clause.start && word.end <= clause.end)
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, limits.evidenceWords);
}
