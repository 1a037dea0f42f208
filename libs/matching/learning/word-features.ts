import type { Knowledge } from '../knowledge.js';
import { BODY, fieldBit } from '../passages.js';
import { fieldsOf } from '../retrieval/passage-store.js';
import { TermTable } from '../retrieval/term-table.js';
import { sum } from '../sum.js';
import type { WeighedTerm } from '../words.js';

/**
 * What the words of a report and an incident have in common. Shares run from 0 to 1 and weigh each term by its rarity;
 * rarities are in words as rare as can be.
 */
export interface WordFeatures {
  /** Word score, as a share of the best one of this report. */
  readonly score: number;
  /** Share of the report that the incident has words for. */
  readonly report: number;
  /** The same of what the operator says, without log lines. */
  readonly prose: number;
  /** The same of what only log lines say. */
  readonly logs: number;
  /** The same of the first sentence. */
  readonly headline: number;
  /** The same of whole identifiers. */
  readonly identifiers: number;
  /** Cosine of the angle between the two, as vectors of rarities. */
  readonly cosine: number;
  /** Share of the best statement (the title or a symptom) that the report has words for. */
  readonly statement: number;
  /** Share of neighbouring words of a statement that are neighbours in the report as well. */
  readonly neighbours: number;
  /** Length of the best statement: the natural logarithm of its terms. */
  readonly statementLength: number;
  /** Length of everything that is said of the incident: the natural logarithm of its distinct terms. */
  readonly length: number;
  readonly rarestWord: number;
  readonly rarestIdentifier: number;
  /** All that is shared, together. */
  readonly amount: number;
  /** 1 if the report names a component of the incident. */
  readonly component: number;
}

export type WordFeature = keyof WordFeatures;

/** Reads the features of one incident after the other for the same report. */
export class WordFeatureReader {
  private readonly table: TermTable;
  private readonly unit: number;
  private readonly pairs = new Set<number>();
  private readonly told: Told;
  private readonly norm: number;

  constructor(
    private readonly terms: readonly WeighedTerm[],
    private readonly knowledge: Knowledge,
  ) {
    this.table = new TermTable(terms.map((it) => it.id));
    this.unit = knowledge.highestRarity;
    terms.forEach(({ followers }, place) => {
      for (const follower of followers) {
        const next = this.table.placeOf(knowledge.terms.idOf(follower));
        if (next >= 0) this.pairs.add(pairOf(place, next));
      }
    });
    this.told = tellAll(terms);
    this.norm = sum(terms, (it) => it.rarity ** 2);
  }

  /** `score` is the incident's word score as a share of the best one. */
  read(number: number, score: number): WordFeatures {
    const body = this.readBody(number);
    const statements = this.readStatements(number);
    return { score, ...body, ...statements };
  }

  private readBody(number: number) {
    const { terms, table, knowledge, unit, told, norm } = this;
    const { ids, weights } = knowledge.passage(number, BODY);
    const shared: WeighedTerm[] = [];
    let [rarestWord, rarestIdentifier, squares, sharedSquares, component] = [0, 0, 0, 0, 0];
    for (let row = 0; row < ids.length; row += 1) {
      const rarity = knowledge.rarityById(ids[row]!);
      squares += rarity * rarity;
      const place = table.placeOf(ids[row]!);
      if (place < 0) continue;
      const term = terms[place]!;
      shared.push(term);
      sharedSquares += rarity * rarity;
      rarestWord = Math.max(rarestWord, rarity * Math.min(1, term.weight));
      if (term.compound) rarestIdentifier = Math.max(rarestIdentifier, rarity);
      if ((fieldsOf(weights[row]!) & fieldBit.components) !== 0) component = 1;
    }
    const common = tellAll(shared);
    return {
      report: share(common.all, told.all),
      prose: share(common.prose, told.prose),
      logs: share(common.logs, told.logs),
      headline: share(common.headline, told.headline),
      identifiers: share(common.identifiers, told.identifiers),
      cosine: share(sharedSquares, Math.sqrt(squares * norm)),
      length: Math.log(1 + ids.length),
      rarestWord: rarestWord / unit,
      rarestIdentifier: rarestIdentifier / unit,
      amount: common.all / unit,
      component,
    };
  }

  private readStatements(number: number) {
    const { table, knowledge, pairs } = this;
    let [statement, neighbours, statementLength] = [0, 0, 0];
    for (const { passage } of knowledge.incident(number)!.statements) {
      const { ids } = knowledge.passage(number, passage);
      let [all, said, pairsSaid] = [0, 0, 0];
      let [before, beforeRarity] = [-1, 0];
      for (const id of ids) {
        const rarity = knowledge.rarityById(id);
        const place = table.placeOf(id);
        all += rarity;
        if (place >= 0) {
          said += rarity;
          if (before >= 0 && pairs.has(pairOf(before, place))) pairsSaid += (beforeRarity + rarity) / 2;
        }
        [before, beforeRarity] = [place, rarity];
      }
      neighbours = Math.max(neighbours, share(pairsSaid, all));
      if (share(said, all) < statement) continue;
      statement = share(said, all);
      statementLength = Math.log(1 + ids.length);
    }
    return { statement, neighbours, statementLength };
  }
}

interface Told {
  all: number;
  prose: number;
  logs: number;
  headline: number;
  identifiers: number;
}

/** What terms tell: the sums of their rarities, by where the report has them. */
function tellAll(terms: readonly WeighedTerm[]): Told {
  const told = { all: 0, prose: 0, logs: 0, headline: 0, identifiers: 0 };
  for (const { rarity, weight, inProse, inHeadline, compound } of terms) {
    const tells = rarity * weight;
    told.all += tells;
    if (inProse) told.prose += tells;
    else told.logs += tells;
    if (inHeadline) told.headline += rarity;
    if (compound) told.identifiers += tells;
  }
  return told;
}

const PLACES_MAX = 1 << 16;
const pairOf = (first: number, second: number) => first * PLACES_MAX + second;
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
