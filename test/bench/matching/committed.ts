import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../libs/database/index.js';
import type { Figures } from '../../../libs/matching/index.js';
import type { Quality } from './quality.js';

/** The figures that must not get worse, and which way better is. */
const BETTER = {
  recallAt1: 'higher',
  recallAt10: 'higher',
  meanReciprocalRank: 'higher',
  auroc: 'higher',
  coverageAt95Precision: 'higher',
  calibrationError: 'lower',
  unknownCalledKnown: 'lower',
} as const;
type Kept = keyof typeof BETTER;
const kept = Object.keys(BETTER) as Kept[];
const kinds = ['shipped', 'unseen'] as const;

/** By set, with and without the reports seen; a figure over no report is null. */
export type Committed = Record<string, Record<(typeof kinds)[number], Record<Kept, number | null>>>;

const file = join(projectRoot, 'test', 'bench', 'matching', 'committed.json');

export const readCommitted = () => JSON.parse(readFileSync(file, 'utf8')) as Committed;

export function writeCommitted(measured: readonly Quality[]): void {
  writeFileSync(file, `${JSON.stringify(committedForm(measured), undefined, 2)}\n`);
}

export function committedForm(measured: readonly Quality[]): Committed {
  return Object.fromEntries(
    measured.map(({ set, shipped, unseen }) => [set, { shipped: round(shipped), unseen: round(unseen) }]),
  );
}

function round(figures: Figures): Record<Kept, number | null> {
  const rounded = kept.map((it) => [it, figures[it] === undefined ? null : Number(figures[it].toFixed(4))]);
  return Object.fromEntries(rounded) as Record<Kept, number | null>;
}

/** One point of a hundred: as much worse a figure may be than the committed one. */
const TOLERANCE = 0.01;

/** What got worse, a sentence each; a set that was not measured, or was never committed, counts as well. */
export function lossesOf(measured: readonly Quality[], committed: Committed): string[] {
  const missing = Object.keys(committed).filter((set) => !measured.some((it) => it.set === set));
  return [
    ...missing.map((set) => `${set} was not measured.`),
    ...measured.flatMap((quality) => {
      const { set } = quality;
      const before = committed[set];
      if (!before) return [`${set} has no committed figures.`];
      return kinds.flatMap((kind) =>
        kept.flatMap((name) => {
          const [was, is] = [before[kind][name], quality[kind][name]];
          const loss = BETTER[name] === 'higher' ? (was ?? 0) - (is ?? 0) : (is ?? 0) - (was ?? 0);
          return loss > TOLERANCE ? [`${set}, ${kind}: ${name} was ${was} and is ${is?.toFixed(4)}.`] : [];
        }),
      );
    }),
  ];
}
