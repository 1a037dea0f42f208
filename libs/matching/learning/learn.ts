import type { Random } from '../../kernel/index.js';
import { confidenceFeatures, confidenceOf, verdictOn } from '../confidence.js';
import { figuresOf, type Answered, type Figures } from '../evaluation/figures.js';
import type { Judgement } from '../judge.js';
import { byScore } from '../rank.js';
import { fitRanking } from './fit-ranking.js';
import { wordLogit } from './ranking.js';
import type { RankingWeights } from './word-features.js';

/** A report with its solution, and the incidents that came into question. */
export interface StudiedReport {
  readonly judgements: readonly Judgement[];
  readonly expected: readonly string[];
}

export interface StudiedSet {
  readonly name: string;
  readonly reports: readonly StudiedReport[];
}

export interface Lesson {
  readonly ranking: RankingWeights;
  readonly figures: readonly {
    readonly name: string;
    /** On reports that the fit did not see, of sets that it did see. */
    readonly crossValidated: Figures;
    /** On a set of which the fit saw nothing. */
    readonly transferred: Figures;
  }[];
}

const FOLDS = 5;

/** Fits the ranking to all sets, and says how good that is on reports which the fit did not see. */
export function learn(sets: readonly StudiedSet[], random: Random): Lesson {
  const pupils = sets.flatMap(({ name, reports }) => assignFolds(name, reports, random));
  const answers = crossValidate(pupils);
  const figures = sets.map(({ name }) => {
    const isOwn = (it: { set: string }) => it.set === name;
    const foreign = fitRanking(pupils.filter((it) => !isOwn(it)).map(toExample));
    return {
      name,
      crossValidated: figuresOf(answers.filter(isOwn)),
      transferred: figuresOf(pupils.filter(isOwn).map((it) => answer(it, foreign))),
    };
  });
  return { ranking: fitRanking(pupils.map(toExample)), figures };
}

interface Pupil extends StudiedReport {
  readonly set: string;
  readonly fold: number;
  readonly weight: number;
}

/** The same reports land in the same folds for the same random numbers. Small sets count more a report than large ones. */
function assignFolds(set: string, reports: readonly StudiedReport[], random: Random): Pupil[] {
  const order = reports.map((_, at) => ({ at, place: random.next() })).sort((a, b) => a.place - b.place);
  const folds = new Map(order.map(({ at }, place) => [at, place % FOLDS]));
  const solved = reports.filter((it) => it.expected.length > 0).length;
  const weight = 10 / Math.sqrt(Math.max(1, solved));
  return reports.map((report, at) => ({ ...report, set, weight, fold: folds.get(at)! }));
}

const toExample = ({ judgements, expected, weight }: Pupil) => ({
  candidates: judgements.map(({ words, besides, incident }) => ({
    words,
    besides,
    isRight: expected.includes(incident.record.slug),
  })),
  weight,
});

/** Answers each report by weights that were fitted without its fold. */
function crossValidate(pupils: readonly Pupil[]): (Answered & { set: string })[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitRanking(pupils.filter((it) => it.fold !== fold).map(toExample));
    return pupils.filter((it) => it.fold === fold).map((it) => answer(it, weights));
  }).flat();
}

const MATCHES = 10;

function answer({ set, judgements, expected }: Pupil, weights: RankingWeights): Answered & { set: string } {
  const ranked = judgements
    .map((it) => ({ ...it, score: wordLogit(it.words, weights) + it.besides }))
    .sort(byScore);
  const matches = ranked.slice(0, MATCHES).map((it, at) => ({
    id: it.incident.record.slug,
    confidence: confidenceOf(confidenceFeatures(ranked, at)),
  }));
  return { set, matches, expected, verdict: verdictOn(matches.map((it) => it.confidence)), ms: 0 };
}
