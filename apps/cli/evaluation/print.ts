import type { Figures } from '../../../libs/matching/index.js';
import type { Built } from './run.js';

/** Prints the figures of an evaluation, one a line. */
export function printFigures(
  figures: Figures,
  { knowledge, buildMs, residentMb }: Built,
  print: (line: string) => void,
): void {
  const share = (value: number | undefined) => value?.toFixed(4) ?? '-';
  const ms = (value: number | undefined) => (value === undefined ? '-' : `${value.toFixed(2)} ms`);
  const lines: [string, string][] = [
    ['incidents', String(knowledge.size)],
    ['reports', `${figures.reports}, ${figures.known} of them explained by an incident`],
    ['recall at 1', share(figures.recallAt1)],
    ['recall at 5', share(figures.recallAt5)],
    ['recall at 10', share(figures.recallAt10)],
    ['mean reciprocal rank', share(figures.meanReciprocalRank)],
    ['AUROC of the confidence', share(figures.auroc)],
    ['coverage at 95 % precision', share(figures.coverageAt95Precision)],
    ['calibration error', share(figures.calibrationError)],
    ['KNOWN and right', share(figures.knownPrecision)],
    ['explained and called KNOWN', share(figures.knownRecall)],
    ['unexplained and called KNOWN', share(figures.unknownCalledKnown)],
    ['lookup, p50', ms(figures.p50Ms)],
    ['lookup, p99', ms(figures.p99Ms)],
    ['index build', ms(buildMs)],
    ['memory for the index', `${residentMb.toFixed(0)} MB`],
  ];
  for (const [name, value] of lines) print(`${name.padEnd(30)}${value}`);
}
