import type { Random } from '../../kernel/index.js';
import { confidenceFeatures, confidenceOf, verdictOn } from '../confidence.js';
import { figuresOf, type Answered, type Figures } from '../evaluation/figures.js';
import type { Judgement } from '../judge.js';
import { byScore } from '../rank.js';
import { directions } from './confidence-features.js';
import { fitLogistic } from './fit-logistic.js';
import { fitRanking } from './fit-ranking.js';
import type { ConfidenceWeights, Learned, RankingWeights } from './learned.js';
import { wordLogit } from './ranking.js';
import { cheapestThreshold } from './threshold.js';

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
  readonly learned: Learned;
  readonly figures: readonly {
    readonly name: string;
    /** On reports that the fit did not see, of sets that it did see. */
    readonly crossValidated: Figures;
    /** On a set of which the fit saw nothing. */
    readonly transferred: Figures;
  }[];
}

const FOLDS = 5;

/**
 * Fits ranking, confidence and threshold to all sets, and says how good that is on reports which the fit did not see.
 * The confidence is always fitted to rankings of reports that the ranking had not seen.
 */
export function learn(sets: readonly StudiedSet[], random: Random): Lesson {
  const pupils = sets.flatMap(({ name, reports }) => assignFolds(name, reports, random));
  const ranked = crossRank(pupils);
  const confidence = fitConfidence(ranked);
  const seenByOthers = acrossFolds(ranked, (rest) => fitConfidence(rest));
  const knownAt = cheapestThreshold(seenByOthers);
  const figures = sets.map(({ name }) => {
    const isOwn = (it: { set: string }) => it.set === name;
    const others = pupils.filter((it) => !isOwn(it));
    const weights = fitRanking(others.map(toExample));
    const foreign = fitConfidence(crossRank(others));
    const transferred = pupils.filter(isOwn).map((it) => answer(rankWith(it, weights), foreign));
    return {
      name,
      crossValidated: figuresOf(seenByOthers.filter(isOwn).map((it) => withVerdict(it, knownAt))),
      transferred: figuresOf(transferred.map((it) => withVerdict(it, knownAt))),
    };
  });
  return { learned: { ranking: fitRanking(pupils.map(toExample)), confidence, knownAt }, figures };
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

/** Ranks each report by weights that were fitted without its fold. */
function crossRank(pupils: readonly Pupil[]): Pupil[] {
  return folds().flatMap((fold) => {
    const weights = fitRanking(pupils.filter((it) => it.fold !== fold).map(toExample));
    return pupils.filter((it) => it.fold === fold).map((it) => rankWith(it, weights));
  });
}

function rankWith(pupil: Pupil, weights: RankingWeights): Pupil {
  const judgements = pupil.judgements
    .map((it) => ({ ...it, score: wordLogit(it.words, weights) + it.besides }))
    .sort(byScore);
  return { ...pupil, judgements };
}

function fitConfidence(ranked: readonly Pupil[]): ConfidenceWeights {
  const examples = ranked.flatMap(({ judgements, expected }) => {
    const [first] = judgements;
    if (!first) return [];
    const isRight = expected.includes(first.incident.record.slug);
    return [{ features: confidenceFeatures(judgements, 0), isRight, weight: 1 }];
  });
  return fitLogistic(examples, directions);
}

function acrossFolds(
  ranked: readonly Pupil[],
  fit: (rest: readonly Pupil[]) => ConfidenceWeights,
): (Answered & { set: string })[] {
  return folds().flatMap((fold) => {
    const weights = fit(ranked.filter((it) => it.fold !== fold));
    return ranked.filter((it) => it.fold === fold).map((it) => answer(it, weights));
  });
}

const folds = () => Array.from({ length: FOLDS }, (_, fold) => fold);

const MATCHES = 10;

function answer(
  { set, judgements, expected }: Pupil,
  weights: ConfidenceWeights,
): Answered & { set: string } {
  const matches = judgements.slice(0, MATCHES).map((it, at) => ({
    id: it.incident.record.slug,
    confidence: confidenceOf(confidenceFeatures(judgements, at), weights),
  }));
  return { set, matches, expected, verdict: 'UNKNOWN', ms: 0 };
}

function withVerdict(answered: Answered, knownAt: number): Answered {
  return {
    ...answered,
    verdict: verdictOn(
      answered.matches.map((it) => it.confidence),
      knownAt,
    ),
  };
}
