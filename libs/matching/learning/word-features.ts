import { deniedTerms, deniesSomething } from '../denials.js';
import type { Knowledge } from '../knowledge.js';
import { BODY, fieldBit } from '../passages.js';
import { fieldsOf, impactOf } from '../retrieval/passage-store.js';
import { TermTable } from '../retrieval/term-table.js';
import { sum } from '../sum.js';
import type { WeighedTerm } from '../words.js';

/**
 * What the words of a report and an incident have in common. Shares run from 0 to 1 and weigh each term by what it
 * tells; rarities and amounts are in words as rare as can be.
 */
export interface WordFeatures {
  /** The word score, as a share of the best one of this report. */
  readonly score: number;
  /** The part of it that all that is said of the incident has. */
  readonly bodyScore: number;
  /** The part of it that the best statement (the title or a symptom) has. */
  readonly statementScore: number;
  /** Share of the report that the incident has words for. */
  readonly report: number;
  /** The same of the title alone. */
  readonly title: number;
  /** The same of the narrative alone. */
  readonly narrative: number;
  /** Share of what the operator says, without log lines. */
  readonly prose: number;
  /** Share of the first sentence. */
  readonly headline: number;
  /** Share of the whole identifiers. */
  readonly identifiers: number;
  /** Share of the report's rare, middling and common words. */
  readonly rareWords: number;
  readonly middlingWords: number;
  readonly commonWords: number;
  readonly rarestWord: number;
  readonly rarestIdentifier: number;
  /** All that is shared, together; beyond `AMOUNT_MAX`, more is no more. */
  readonly amount: number;
  /** Share of the best statement that the report has words for. */
  readonly statement: number;
  /** The most of a statement that the operator's own words cover, without log lines. */
  readonly statementInProse: number;
  /** Length of that statement: the natural logarithm of its terms. */
  readonly statementLength: number;
  /** Length of all that is said of the incident, likewise. */
  readonly length: number;
  /** 1 if the report names a component of the incident. */
  readonly component: number;
  /** What the report says is not so, and the title or a symptom says is. */
  readonly denied: number;
}

/** The features that the ranking weighs. */
export type WordFeature = Exclude<keyof WordFeatures, 'statementInProse' | 'denied'>;

/** Logits a unit of each feature. */
export type RankingWeights = Readonly<Record<WordFeature, number>>;

export const wordFeatures: readonly WordFeature[] = [
  'score',
  'bodyScore',
  'statementScore',
  'report',
  'title',
  'narrative',
  'prose',
  'headline',
  'identifiers',
  'rareWords',
  'middlingWords',
  'commonWords',
  'rarestWord',
  'rarestIdentifier',
  'amount',
  'statement',
  'statementLength',
  'length',
  'component',
];

/** Reads the features of one incident after the other for the same report. */
export class WordFeatureReader {
  private readonly table: TermTable;
  private readonly told: Told;
  private readonly unit: number;

  /** `bestScore` is the highest word score among the incidents that come into question. */
  constructor(
    private readonly terms: readonly WeighedTerm[],
    private readonly knowledge: Knowledge,
    private readonly bestScore: number,
  ) {
    this.table = new TermTable(terms.map((it) => it.id));
    this.unit = knowledge.highestRarity;
    this.told = new Told(this.unit);
    for (const term of terms) this.told.add(term);
  }

  read(number: number, score: number): WordFeatures {
    const ofBest = (part: number) => share(part, this.bestScore);
    const { bodyScore, ...body } = this.readBody(number);
    const { statementScore, ...statement } = this.readStatements(number);
    return {
      score: ofBest(score),
      bodyScore: ofBest(bodyScore),
      statementScore: ofBest(statementScore),
      ...body,
      ...statement,
    };
  }

  private readBody(number: number) {
    const { told, unit } = this;
    const { ids, weights } = this.knowledge.passage(number, BODY);
    const common = new Told(unit);
    let [bodyScore, title, narrative, component] = [0, 0, 0, 0];
    let [rarestWord, rarestIdentifier] = [0, 0];
    for (let row = 0; row < ids.length; row += 1) {
      const place = this.table.placeOf(ids[row]!);
      if (place < 0) continue;
      const term = this.terms[place]!;
      const tells = term.weight * term.rarity;
      const fields = fieldsOf(weights[row]!);
      common.add(term);
      bodyScore += tells * impactOf(weights[row]!);
      if ((fields & fieldBit.title) !== 0) title += tells;
      if ((fields & fieldBit.narrative) !== 0) narrative += tells;
      if ((fields & fieldBit.components) !== 0) component = 1;
      rarestWord = Math.max(rarestWord, term.rarity * Math.min(1, term.weight));
      if (term.compound) rarestIdentifier = Math.max(rarestIdentifier, term.rarity);
    }
    return {
      bodyScore,
      report: share(common.all, told.all),
      title: share(title, told.all),
      narrative: share(narrative, told.all),
      prose: share(common.prose, told.prose),
      headline: share(common.headline, told.headline),
      identifiers: share(common.identifiers, told.identifiers),
      rareWords: share(common.rare, told.rare),
      middlingWords: share(common.middling, told.middling),
      commonWords: share(common.common, told.common),
      rarestWord: rarestWord / unit,
      rarestIdentifier: rarestIdentifier / unit,
      amount: Math.min(AMOUNT_MAX, common.all / unit),
      length: Math.log(1 + ids.length),
      component,
    };
  }

  private readStatements(number: number) {
    const { knowledge } = this;
    let [statementScore, statement, statementInProse, statementLength] = [0, 0, 0, 0];
    const denied = new Map<string, number>();
    for (const { passage, text } of knowledge.incident(number)!.statements) {
      const { ids, weights } = knowledge.passage(number, passage);
      let [all, said, inProse, score] = [0, 0, 0, 0];
      const disputed: WeighedTerm[] = [];
      for (let row = 0; row < ids.length; row += 1) {
        const place = this.table.placeOf(ids[row]!);
        const rarity = place < 0 ? knowledge.rarityById(ids[row]!) : this.terms[place]!.rarity;
        all += rarity;
        if (place < 0) continue;
        said += rarity;
        if (this.terms[place]!.inProse) inProse += rarity;
        score += this.terms[place]!.weight * rarity * impactOf(weights[row]!);
        if (this.terms[place]!.denied) disputed.push(this.terms[place]!);
      }
      if (disputed.length > 0) {
        const denies = deniesSomething(text) ? deniedTerms(text) : undefined;
        for (const it of disputed) if (!denies?.has(it.term)) denied.set(it.term, it.rarity);
      }
      statementScore = Math.max(statementScore, score);
      statementInProse = Math.max(statementInProse, share(inProse, all));
      if (share(said, all) < statement) continue;
      statement = share(said, all);
      statementLength = Math.log(1 + ids.length);
    }
    const deniedTold = sum(denied.values(), (it) => it) / this.unit;
    return { statementScore, statement, statementInProse, statementLength, denied: deniedTold };
  }
}

/** Hardly a report shares more than this with anything; a whole story that is pasted would break the scale. */
const AMOUNT_MAX = 40;

/** From these shares of the highest rarity on a word is rare, or middling. */
const RARE = 0.75;
const MIDDLING = 0.5;

/** What terms tell together, and where the report has them. */
class Told {
  all = 0;
  prose = 0;
  headline = 0;
  identifiers = 0;
  rare = 0;
  middling = 0;
  common = 0;

  constructor(private readonly unit: number) {}

  add({ rarity, weight, inProse, inHeadline, compound }: WeighedTerm): void {
    const tells = rarity * weight;
    this.all += tells;
    if (inProse) this.prose += tells;
    if (inHeadline) this.headline += rarity;
    if (compound) this.identifiers += tells;
    if (rarity > RARE * this.unit) this.rare += tells;
    else if (rarity > MIDDLING * this.unit) this.middling += tells;
    else this.common += tells;
  }
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
