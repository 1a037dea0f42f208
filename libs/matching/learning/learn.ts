import type { Random } from '../../kernel/index.js';
import {
  confidenceFeatures,
  confidencesOf,
  verdictOn,
  type Asked,
  type ConfidenceWeights,
  type VerdictThresholds,
} from '../confidence.js';
import { figuresOf, type Answered, type Figures } from '../evaluation/figures.js';
import type { Judgement } from '../judge.js';
import { byScore } from '../rank.js';
import { sum } from '../sum.js';
import { deriveThresholds } from './derive-thresholds.js';
import { fitConfidence } from './fit-confidence.js';
import { fitRanking, rankingExample, type RankingExample } from './fit-ranking.js';
import { wordLogit } from './ranking.js';
import type { RankingWeights } from './word-features.js';

/** A report with its solution, and the incidents that came into question. */
export interface StudiedReport {
  /** Sets that share reports give them the same id. */
  readonly id: string;
  readonly judgements: readonly Judgement[];
  readonly asked: Asked;
  readonly expected: readonly string[];
}

export interface StudiedSet {
  readonly name: string;
  /** How much it counts, compared with other sets of its size. */
  readonly weight: number;
  readonly reports: readonly StudiedReport[];
}

/** What there is to be learned, each from what the one before got right and wrong on reports that it had not seen. */
export interface Lesson {
  readonly ranking: RankingWeights;
  readonly confidence: ConfidenceWeights;
  readonly thresholds: VerdictThresholds;
  readonly figures: readonly {
    readonly name: string;
    /** On reports that the fit did not see, of sets that it did see. */
    readonly crossValidated: Figures;
    /** On a set of which the fit saw nothing. */
    readonly transferred: Figures;
  }[];
}

const FOLDS = 5;
/** Which reports share a fold is luck, and moves every figure; over several divisions it evens out. */
export const DIVISIONS = 3;

/** Fits ranking, confidence and thresholds to all sets, and says how good they are on reports that the fit did not see. */
export function learn(sets: readonly StudiedSet[], random: Random): Lesson {
  const divisions = Array.from({ length: DIVISIONS }, () => {
    const pupils = assignFolds(sets, random);
    const ranked = inFolds(pupils, rankBy);
    return { pupils, ranked, answers: inFolds(ranked, answerBy) };
  });
  const answers = divisions.flatMap((it) => it.answers);
  const thresholds = meanOf(divisions.map((it) => deriveThresholds(it.answers)));
  const { pupils, ranked } = divisions[0]!;
  const figures = sets.map(({ name, reports }) => {
    const ids = new Set(reports.map((it) => it.id));
    const own = (it: Pupil) => it.set === name;
    const foreign = (it: Pupil) => !ids.has(it.id);
    const blind = rankBy(pupils.filter(foreign), pupils.filter(own));
    return {
      name,
      crossValidated: figuresOf(answers.filter(own).map((it) => answered(it, thresholds))),
      transferred: figuresOf(answerBy(ranked.filter(foreign), blind).map((it) => answered(it, thresholds))),
    };
  });
  return {
    ranking: fitRanking(pupils.map((it) => it.example)),
    confidence: meanOf(divisions.map((it) => fitConfidence(it.ranked.flatMap(toConfidenceExample)))),
    thresholds,
    figures,
  };
}

function meanOf<Values extends { readonly [Name in keyof Values]: number }>(all: readonly Values[]): Values {
  const mean = (name: keyof Values) => sum(all, (it) => it[name]) / all.length;
  const names = Object.keys(all[0]!) as (keyof Values)[];
  return Object.fromEntries(names.map((name) => [name, mean(name)])) as Values;
}

interface Pupil extends StudiedReport {
  readonly set: string;
  readonly fold: number;
  readonly weight: number;
  /** What the report teaches about the ranking. */
  readonly example: RankingExample;
}

/**
 * The same reports land in the same folds for the same random numbers, and a report that several sets share in the
 * same fold of each. Sets that only show what nobody knows leave the folds of the others as they are. Small sets count
 * more a report than large ones.
 */
function assignFolds(sets: readonly StudiedSet[], random: Random): Pupil[] {
  const folds = new Map<string, number>();
  const isExplained = ({ reports }: StudiedSet) => reports.some((it) => it.expected.length > 0);
  for (const dealt of [sets.filter(isExplained), sets.filter((it) => !isExplained(it))]) {
    const ids = [...new Set(dealt.flatMap(({ reports }) => reports.map((it) => it.id)))];
    const order = ids.map((id) => ({ id, place: random.next() })).sort((a, b) => a.place - b.place);
    for (const [place, { id }] of order.entries()) folds.set(id, place % FOLDS);
  }
  return sets.flatMap(({ name, reports, weight: counts }) => {
    const weight = (counts * 10) / Math.sqrt(Math.max(1, reports.length));
    return reports.map((report) => ({
      ...report,
      set: name,
      weight,
      fold: folds.get(report.id)!,
      example: toRankingExample(report, weight),
    }));
  });
}

/** Each fold's result by what the others teach. */
function inFolds<In extends Pupil, Out>(
  pupils: readonly In[],
  study: (teachers: readonly In[], pupils: readonly In[]) => readonly Out[],
): Out[] {
  return Array.from({ length: FOLDS }, (_, fold) =>
    study(
      pupils.filter((it) => it.fold !== fold),
      pupils.filter((it) => it.fold === fold),
    ),
  ).flat();
}

/** The pupils with their incidents in the order of a ranking that was fitted to the teachers. */
function rankBy(teachers: readonly Pupil[], pupils: readonly Pupil[]): Pupil[] {
  const weights = fitRanking(teachers.map((it) => it.example));
  return pupils.map((pupil) => {
    const scored = pupil.judgements.map((it) => ({
      ...it,
      score: wordLogit(it.words, weights) + it.besides,
    }));
    return { ...pupil, judgements: scored.sort(byScore) };
  });
}

interface AnsweredPupil extends Pupil {
  readonly confidences: readonly number[];
  readonly isRight: boolean;
  readonly isExplained: boolean;
}

const MATCHES = 10;

/** The pupils, ranked already, with confidences that were fitted to the teachers. */
function answerBy(teachers: readonly Pupil[], pupils: readonly Pupil[]): AnsweredPupil[] {
  const weights = fitConfidence(teachers.flatMap(toConfidenceExample));
  return pupils.map((pupil) => ({
    ...pupil,
    confidences: confidencesOf(pupil.judgements, pupil.asked, MATCHES, weights),
    isRight: isFirstRight(pupil),
    isExplained: pupil.expected.length > 0,
  }));
}

const isFirstRight = ({ judgements: [first], expected }: Pupil) =>
  first !== undefined && expected.includes(first.incident.record.slug);

function toRankingExample({ judgements, expected }: StudiedReport, weight: number): RankingExample {
  const candidates = judgements.map(({ words, besides, incident }) => ({
    words,
    besides,
    isRight: expected.includes(incident.record.slug),
  }));
  return rankingExample(candidates, weight);
}

/** Nothing is to be learned from a report that no incident has a word for. */
function toConfidenceExample(pupil: Pupil) {
  return confidenceFeatures(pupil.judgements, pupil.asked, 1).map((features) => ({
    features,
    isRight: isFirstRight(pupil),
    weight: pupil.weight,
  }));
}

function answered({ judgements, confidences, expected }: AnsweredPupil, at: VerdictThresholds): Answered {
  const matches = confidences.map((confidence, place) => ({
    id: judgements[place]!.incident.record.slug,
    confidence,
  }));
  return { matches, expected, verdict: verdictOn(confidences, at), ms: 0 };
}
