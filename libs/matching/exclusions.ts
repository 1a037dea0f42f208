import type { Contradiction } from '../report/index.js';
import { readClause, type Clause } from './clauses.js';
import type { KnownIncident, Knowledge } from './knowledge.js';
import { limits } from './limits.js';
import { shortPassage } from './passages.js';
import type { Query } from './query.js';
import { coverage } from './words.js';

/** A statement is held to be made when a clause covers this share of it. */
const MEETS = 0.8;

/**
 * The exclusions that a report meets. "New sessions work" and "new sessions hang as well" differ in one word, so that
 * three things are asked: a single clause says nearly all of the exclusion, it affirms or denies as the exclusion
 * does, and no symptom of the same incident explains that clause as well.
 */
export function metExclusions(
  { record, statements }: KnownIncident,
  query: Query,
  knowledge: Knowledge,
): ExclusionContradiction[] {
  return record.exclusions.flatMap(({ id, statement }) => {
    const excluding = { terms: shortPassage(statement), negated: readClause(statement).negated };
    const covers = (clause: Clause) => coverage(excluding, (term) => clause.terms.has(term), knowledge);
    const isBetterExplained = (clause: Clause) =>
      statements.some(
        (it) =>
          it.symptomId !== undefined && coverage(it, (term) => clause.terms.has(term), knowledge) >= covers(clause),
      );
    const clause = query.clauses.find(
      (it) => it.negated === excluding.negated && covers(it) >= MEETS && !isBetterExplained(it),
    );
    if (!clause) return [];
    const words = [...excluding.terms.keys()]
      .flatMap((term) => query.terms.get(term)?.words ?? [])
      .filter((word) => word.start >= clause.start && word.end <= clause.end)
      .sort((a, b) => a.start - b.start)
      .slice(0, limits.evidenceWords);
    return [{ kind: 'exclusion', exclusionId: id, statement, words } as const];
  });
}

export type ExclusionContradiction = Extract<Contradiction, { kind: 'exclusion' }>;
