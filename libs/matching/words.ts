import type { Knowledge, KnownIncident } from './knowledge.js';
import { limits } from './limits.js';
import type { Passage } from './passages.js';
import type { Query, QueryTerm } from './query.js';

/** A term of the report, weighed against the collection. */
export interface WeighedTerm extends QueryTerm {
  readonly term: string;
  readonly rarity: number;
  /** Whether any incident has it. */
  readonly known: boolean;
}

/** What the words of a report say, for every incident that shares one. */
export interface WordScores {
  /** By number of passage, in nats times BM25 impact; comparable within one report only. */
  readonly passages: Float64Array;
  /** Numbers of the incidents that have a passage with a score. */
  readonly touched: readonly number[];
}

/** A symptom of lesser fit adds this share of its score to that of the best one. */
const OTHER_STATEMENTS = 0.2;
const STATEMENT_WEIGHT = 0.8;

/**
 * The terms that are worth looking up, rarest first. A compound that nobody has is left out, as its parts are looked
 * up as well; a word that nobody has stays, because it speaks against every incident.
 */
export function weighTerms(query: Query, knowledge: Knowledge): WeighedTerm[] {
  const weighed: WeighedTerm[] = [];
  for (const [term, said] of query.terms) {
    const known = knowledge.index.find(term) !== undefined;
    if (known || !said.compound) {
      weighed.push({ ...said, term, known, rarity: knowledge.rarityOf(term) });
    }
  }
  const told = (it: WeighedTerm) => it.rarity * it.weight;
  return weighed.sort((a, b) => told(b) - told(a) || (a.term < b.term ? -1 : 1)).slice(0, limits.queryTerms);
}

/** Scores every passage that shares a term with the report. */
export function scoreWords(terms: readonly WeighedTerm[], { index, numbers }: Knowledge): WordScores {
  const scores = new Float64Array(index.size);
  const isTouched = new Uint8Array(numbers);
  const touched: number[] = [];
  for (const { term, weight, rarity } of terms) {
    const postings = index.find(term);
    if (!postings) continue;
    const { passages, impacts } = postings;
    const told = weight * rarity;
    for (let row = 0; row < passages.length; row += 1) {
      const passage = passages[row]!;
      scores[passage]! += told * impacts[row]!;
      const owner = index.ownerOf(passage);
      if (isTouched[owner] === 0) {
        isTouched[owner] = 1;
        touched.push(owner);
      }
    }
  }
  return { passages: scores, touched };
}

/** The score of an incident: its body, and above all the symptom that fits best. */
export function wordScore({ bodyPassage, statements }: KnownIncident, { passages }: WordScores): number {
  let best = 0;
  let total = 0;
  for (const { passage } of statements) {
    const score = passages[passage]!;
    total += score;
    if (score > best) best = score;
  }
  return passages[bodyPassage]! + STATEMENT_WEIGHT * (best + OTHER_STATEMENTS * (total - best));
}

/** The incidents with the most fitting words, best first; of equal ones the lower slug first. */
export function bestByWords(
  scores: WordScores,
  knowledge: Knowledge,
  isWanted: (incident: KnownIncident) => boolean,
  limit: number,
): KnownIncident[] {
  const best: { incident: KnownIncident; score: number }[] = [];
  for (const number of scores.touched) {
    const incident = knowledge.incident(number)!;
    const score = wordScore(incident, scores);
    const isBelow = (other: { incident: KnownIncident; score: number }) =>
      other.score > score || (other.score === score && other.incident.record.slug < incident.record.slug);
    if ((best.length === limit && isBelow(best[limit - 1]!)) || !isWanted(incident)) continue;
    let place = best.length;
    while (place > 0 && !isBelow(best[place - 1]!)) place -= 1;
    best.splice(place, 0, { incident, score });
    if (best.length > limit) best.pop();
  }
  return best.map((it) => it.incident);
}

/** How much of a passage is said, from 0 to 1, each term weighed by what it tells. */
export function coverage(passage: Passage, isSaid: (term: string) => boolean, knowledge: Knowledge): number {
  let covered = 0;
  let total = 0;
  for (const [term, { impact }] of passage) {
    const told = impact * knowledge.rarityOf(term);
    total += told;
    if (isSaid(term)) covered += told;
  }
  return total === 0 ? 0 : covered / total;
}
