import type { Knowledge, KnownIncident } from '../knowledge.js';
import type { WeighedTerm } from '../words.js';
import type { AskedTerm } from './best-records.js';
import type { PassageIndex } from './passage-index.js';
import { fieldsOf, impactOf } from './passage-store.js';
import { TermTable } from './term-table.js';
import { wordScore } from './word-score.js';

/** Where a term of the report occurs in an incident. */
export interface Occurrence {
  readonly term: WeighedTerm;
  /** 0 for the body, from 1 on the statements. */
  readonly passage: number;
  /** `fieldBit`s for the body, 0 for a statement. */
  readonly fields: number;
  /** What it added to the score. */
  readonly gain: number;
}

export interface ScoredIncident {
  readonly incident: KnownIncident;
  /** In nats times BM25 impact; comparable within one report only. */
  readonly score: number;
}

/** The words of one report, held against the incidents. To be used before the knowledge changes again. */
export class Reading {
  private readonly asked: readonly AskedTerm[];
  private readonly table: TermTable;

  constructor(
    private readonly terms: readonly WeighedTerm[],
    private readonly index: PassageIndex,
    private readonly knowledge: Knowledge,
  ) {
    this.asked = terms.map(({ id, weight, rarity }) => ({ id, told: exact(weight * rarity) }));
    this.table = new TermTable(terms.map((it) => it.id));
  }

  /** The incidents with the most fitting words, best first; of equal ones the lower slug first. */
  best(isWanted: (incident: KnownIncident) => boolean, limit: number): ScoredIncident[] {
    const { knowledge, index, asked } = this;
    const incident = (number: number) => knowledge.incident(number)!;
    return index
      .best(asked, {
        limit,
        isWanted: (number) => isWanted(incident(number)),
        score: (number) => this.score(number),
        compare: (a, b) => (incident(a).record.slug < incident(b).record.slug ? -1 : 1),
      })
      .map(({ record, score }) => ({ incident: incident(record), score }));
  }

  /** What the words say for an incident, by its number: its body, and above all the symptom that fits best. */
  score(number: number): number {
    const { store } = this.index;
    const passages = store.passagesOf(number);
    let [body, best, all] = [0, 0, 0];
    for (let ordinal = 0; ordinal < passages; ordinal += 1) {
      let score = 0;
      const end = store.endRow(number, ordinal);
      for (let row = store.firstRow(number, ordinal); row < end; row += 1) {
        const place = this.table.placeOf(store.idAt(row));
        if (place >= 0) score += this.asked[place]!.told * impactOf(store.weightAt(row));
      }
      if (ordinal === 0) body = score;
      else {
        all += score;
        if (score > best) best = score;
      }
    }
    return wordScore(body, best, all);
  }

  /** How much of a passage the report says, from 0 to 1, each term weighed by what it tells. */
  coverage(number: number, passage: number, isSaid: (term: WeighedTerm) => boolean): number {
    let [covered, total] = [0, 0];
    const { ids, weights } = this.index.store.passage(number, passage);
    for (let row = 0; row < ids.length; row += 1) {
      const place = this.table.placeOf(ids[row]!);
      const told = impactOf(weights[row]!) * this.knowledge.rarityById(ids[row]!);
      total += told;
      if (place >= 0 && isSaid(this.terms[place]!)) covered += told;
    }
    return total === 0 ? 0 : covered / total;
  }

  /** Which terms of the report occur where in an incident, most telling first: the reasons behind its score. */
  occurrences(number: number): Occurrence[] {
    const { store } = this.index;
    const found: (Occurrence & { readonly place: number })[] = [];
    for (let passage = 0; passage < store.passagesOf(number); passage += 1) {
      const { ids, weights } = store.passage(number, passage);
      ids.forEach((id, row) => {
        const place = this.table.placeOf(id);
        if (place < 0) return;
        const weight = weights[row]!;
        const gain = this.asked[place]!.told * impactOf(weight);
        found.push({ term: this.terms[place]!, passage, fields: fieldsOf(weight), gain, place });
      });
    }
    return found.sort((a, b) => a.place - b.place || a.passage - b.passage);
  }
}

/** Rounded to a fraction of a power of two: products with impacts are then exact, and so are sums in any order. */
const exact = (told: number) => Math.round(told * 65_536) / 65_536;
