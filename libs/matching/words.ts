import { weightLeft, type HeardReports } from './heard-reports.js';
import type { Knowledge } from './knowledge.js';
import { limits } from './limits.js';
import type { Passage } from './passages.js';
import type { Query, QueryTerm } from './query.js';

/** A term of the report, weighed against the collection. */
export interface WeighedTerm extends QueryTerm {
  readonly term: string;
  /** Number in the dictionary; -1 if no incident has it. */
  readonly id: number;
  readonly rarity: number;
}

/**
 * The terms that are worth looking up, rarest first. A compound that nobody has is left out, as its parts are looked
 * up as well; a word that nobody has stays, because it speaks against every incident.
 */
export function weighTerms(query: Query, knowledge: Knowledge, heard: HeardReports): WeighedTerm[] {
  const weighed: WeighedTerm[] = [];
  for (const [term, said] of query.terms) {
    const id = knowledge.terms.idOf(term);
    if (id < 0 && said.compound) continue;
    const rarity = knowledge.rarityOf(term);
    const weight = said.weight * weightLeft(heard.shareWith(term), rarity, knowledge.highestRarity);
    weighed.push({ ...said, term, id, rarity, weight });
  }
  const told = (it: WeighedTerm) => it.rarity * it.weight;
  return weighed.sort((a, b) => told(b) - told(a) || (a.term < b.term ? -1 : 1)).slice(0, limits.queryTerms);
}

/** How much of a passage is said, from 0 to 1, each term weighed by what it tells. */
export function coverage(passage: Passage, isSaid: (term: string) => boolean, knowledge: Knowledge): number {
  let covered = 0;
  let total = 0;
  for (const [term, impact] of passage) {
    const told = impact * knowledge.rarityOf(term);
    total += told;
    if (isSaid(term)) covered += told;
  }
  return total === 0 ? 0 : covered / total;
}
