import type { Verdict } from '../../report/index.js';
import { sum } from '../sum.js';

/** What was answered to one report, and what would have been right. */
export interface Answered {
  readonly verdict: Verdict;
  /** Best first. */
  readonly matches: readonly { readonly id: string; readonly confidence: number }[];
  /** The incidents any of which is right; none when nothing in the knowledge explains the report. */
  readonly expected: readonly string[];
  /** Time of the lookup. */
  readonly ms: number;
}

/** How good answers are; a figure over no report at all is undefined. Shares are from 0 to 1. */
export interface Figures {
  readonly reports: number;
  /** Reports that something in the knowledge explains. */
  readonly known: number;
  readonly unknown: number;
  /** Shares of the known reports with a right answer among the first 1, 5 and 10. */
  readonly recallAt1: number | undefined;
  readonly recallAt5: number | undefined;
  readonly recallAt10: number | undefined;
  /** Mean reciprocal rank over the known reports; beyond rank 10 it counts as nothing. */
  readonly meanReciprocalRank: number | undefined;
  /** How often a right first answer is more confident than a wrong or needless one; the area under the ROC curve. */
  readonly auroc: number | undefined;
  /** The largest share of all reports that can be answered, most confident first, with 95 % of the answers right. */
  readonly coverageAt95Precision: number | undefined;
  /** Mean distance between confidence and share of right first answers, over ten bins of equal width. */
  readonly calibrationError: number | undefined;
  /** Share of right first answers among those that were called `KNOWN`. */
  readonly knownPrecision: number | undefined;
  /** Share of the known reports that were called `KNOWN`. */
  readonly knownRecall: number | undefined;
  /** Share of the unknown reports that were called `KNOWN`. */
  readonly unknownCalledKnown: number | undefined;
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
}

/** Reports of like confidence: how sure the matcher was of them, and how often it was right. */
export interface ReliabilityBin {
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
}

/** Computes the figures of a run. */
export function figuresOf(answers: readonly Answered[]): Figures {
  const rows = answers.map(judged);
  const known = rows.filter((it) => it.isKnown);
  const unknown = rows.filter((it) => !it.isKnown);
  const calledKnown = (it: Row) => it.verdict === 'KNOWN';
  const within = (limit: number) => (it: Row) => it.rank >= 0 && it.rank < limit;
  const times = rows.map((it) => it.ms).sort((a, b) => a - b);
  return {
    reports: rows.length,
    known: known.length,
    unknown: unknown.length,
    recallAt1: share(known, within(1)),
    recallAt5: share(known, within(5)),
    recallAt10: share(known, within(10)),
    meanReciprocalRank: mean(known, (it) => (within(10)(it) ? 1 / (it.rank + 1) : 0)),
    auroc: auroc(rows),
    coverageAt95Precision: coverageAt(0.95, rows),
    calibrationError: mean(binned(rows), (bin) => Math.abs(bin.surplus), rows.length),
    knownPrecision: share(rows.filter(calledKnown), (it) => it.isRight),
    knownRecall: share(known, calledKnown),
    unknownCalledKnown: share(unknown, calledKnown),
    p50Ms: times[Math.floor(times.length * 0.5)],
    p99Ms: times[Math.floor(times.length * 0.99)],
  };
}

/** Ten bins of confidence, from 0 to 0.1 up to 0.9 to 1. */
export function reliabilityOf(answers: readonly Answered[]): ReliabilityBin[] {
  return binned(answers.map(judged)).map(({ rows }) => ({
    count: rows.length,
    meanConfidence: mean(rows, (it) => it.confidence) ?? 0,
    shareRight: share(rows, (it) => it.isRight) ?? 0,
  }));
}

interface Row {
  readonly isKnown: boolean;
  /** Of the first right answer, from 0; -1 when there is none. */
  readonly rank: number;
  readonly isRight: boolean;
  /** Of the first answer; 0 when there is none. */
  readonly confidence: number;
  readonly verdict: Verdict;
  readonly ms: number;
}

function judged({ verdict, matches, expected, ms }: Answered): Row {
  const rank = matches.findIndex((it) => expected.includes(it.id));
  const confidence = matches[0]?.confidence ?? 0;
  return { isKnown: expected.length > 0, rank, isRight: rank === 0, confidence, verdict, ms };
}

function auroc(rows: readonly Row[]): number | undefined {
  const right = rows.filter((it) => it.isRight);
  const wrong = rows.filter((it) => !it.isRight);
  const win = (a: Row, b: Row) => (a.confidence > b.confidence ? 1 : a.confidence === b.confidence ? 0.5 : 0);
  if (right.length === 0 || wrong.length === 0) return undefined;
  return sum(right, (a) => sum(wrong, (b) => win(a, b))) / (right.length * wrong.length);
}

/** Answers of equal confidence are given together or not at all. */
function coverageAt(precision: number, rows: readonly Row[]): number | undefined {
  const ordered = rows.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let covered = 0;
  ordered.forEach(({ isRight, confidence }, at) => {
    if (isRight) right += 1;
    const isTied = ordered[at + 1]?.confidence === confidence;
    if (!isTied && right / (at + 1) >= precision) covered = at + 1;
  });
  return rows.length === 0 ? undefined : covered / rows.length;
}

const BINS = 10;

/** `surplus` is by how many answers the bin promised more than it kept. */
function binned(rows: readonly Row[]): { readonly rows: Row[]; readonly surplus: number }[] {
  const binOf = ({ confidence }: Row) => Math.min(BINS - 1, Math.floor(confidence * BINS));
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = rows.filter((it) => binOf(it) === bin);
    return { rows: inBin, surplus: sum(inBin, (it) => it.confidence - Number(it.isRight)) };
  });
}

function mean<T>(items: readonly T[], value: (item: T) => number, count = items.length): number | undefined {
  return count === 0 ? undefined : sum(items, value) / count;
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number | undefined {
  return mean(items, (it) => Number(test(it)));
}
