import { describe, expect, it } from '@jest/globals';
import { figuresOf, reliabilityOf, type Answered } from './figures.js';
import { reliabilityDiagram } from './reliability-diagram.js';

const answered = (
  matches: readonly [id: string, confidence: number][],
  expected: string[],
  { verdict = 'UNKNOWN', ms = 1 }: Partial<Answered> = {},
): Answered => ({ verdict, matches: matches.map(([id, confidence]) => ({ id, confidence })), expected, ms });
/** Any of these answers is wrong but for `a` in place. */
const wrongBefore = (count: number): [string, number][] =>
  Array.from({ length: count }, (_, at) => [`wrong-${at}`, 0.5]);

describe('the figures of an evaluation', () => {
  it('are undefined over no report at all', () => {
    const { reports, known, unknown, ...figures } = figuresOf([]);
    expect({ reports, known, unknown }).toEqual({ reports: 0, known: 0, unknown: 0 });
    expect(Object.values(figures).every((it) => it === undefined)).toBe(true);
  });

  it('count a right answer at rank 1, 5 and 10 among the explained reports alone', () => {
    const atRank = (rank: number) => answered([...wrongBefore(rank - 1), ['a', 0.1]], ['b', 'a']);
    const { recallAt1, recallAt5, recallAt10, meanReciprocalRank } = figuresOf([
      atRank(1),
      atRank(5),
      atRank(10),
      atRank(11),
      answered([['a', 0.2]], []),
    ]);
    expect([recallAt1, recallAt5, recallAt10]).toEqual([1 / 4, 2 / 4, 3 / 4]);
    expect(meanReciprocalRank).toBeCloseTo((1 + 1 / 5 + 1 / 10) / 4, 12);
  });

  it('compare every right first answer with every wrong or needless one; a draw is half a win', () => {
    const right = [0.9, 0.5].map((it) => answered([['a', it]], ['a']));
    const wrong = [answered([['b', 0.5]], ['a']), answered([['a', 0.7]], []), answered([], ['a'])];
    expect(figuresOf([...right, ...wrong]).auroc).toBe((3 + 1.5) / 6);
    expect(figuresOf(right).auroc).toBeUndefined();
  });

  it('say how many reports can be answered with one wrong answer in twenty; equal confidences stand together', () => {
    const right = Array.from({ length: 19 }, () => answered([['a', 0.9]], ['a']));
    const wrong = (confidence: number) => answered([['b', confidence]], ['a']);
    expect(figuresOf([...right, wrong(0.8), wrong(0.1)]).coverageAt95Precision).toBe(20 / 21);
    expect(figuresOf([...right, wrong(0.9), wrong(0.9)]).coverageAt95Precision).toBe(0);
  });

  it('say by how much confidence and reality differ', () => {
    const sure = Array.from({ length: 4 }, (_, at) => answered([['a', 0.85]], [at < 3 ? 'a' : 'b']));
    const unsure = [answered([['a', 0.05]], []), answered([], [])];
    const { calibrationError } = figuresOf([...sure, ...unsure]);
    expect(calibrationError).toBeCloseTo((4 * 0.1 + 2 * 0.025) / 6, 12);
    const bins = reliabilityOf([...sure, ...unsure]);
    expect(bins.map((it) => it.count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 4, 0]);
    expect(bins[8]!.meanConfidence).toBeCloseTo(0.85, 12);
    expect(bins[8]!.shareRight).toBe(0.75);
  });

  it('say what a verdict of KNOWN is worth, and how long answers took', () => {
    const verdict = 'KNOWN';
    const figures = figuresOf([
      answered([['a', 1]], ['a'], { verdict, ms: 1 }),
      answered([['b', 1]], ['a'], { verdict, ms: 2 }),
      answered([['a', 0.1]], ['a'], { ms: 30 }),
      answered([['a', 1]], [], { verdict, ms: 4 }),
      answered([], [], { ms: 5 }),
    ]);
    expect(figures).toMatchObject({
      knownPrecision: 1 / 3,
      knownRecall: 2 / 3,
      unknownCalledKnown: 1 / 2,
      p50Ms: 4,
      p99Ms: 30,
    });
  });
});

describe('the reliability diagram', () => {
  const drawn = reliabilityDiagram(
    '<set> & more',
    reliabilityOf([answered([['a', 1]], ['a']), answered([['a', 0.02]], ['b'])]),
  );
  const all = (pattern: RegExp) => [...drawn.matchAll(pattern)].map(([, value]) => Number(value));

  it('has one bar and dot for each bin that is not empty, and no markup of the title', () => {
    expect(drawn.match(/fill-opacity/g)).toHaveLength(2);
    expect(drawn).toContain('>&#60;set&#62; &#38; more<');
  });

  it('keeps the numbers of reports clear of bars and dots, however low a bar is', () => {
    const numbers = all(/y="([\d.]+)" text-anchor="middle">1<\/text>/g).slice(0, 2);
    const tops = [...all(/<circle cx="[\d.]+" cy="([\d.]+)"/g), ...all(/<rect x="[\d.]+" y="([\d.]+)"/g)];
    expect(Math.max(...numbers)).toBeLessThan(Math.min(...tops) - 4);
  });

  it('says what dot, bar and dashed line are', () => {
    const meanings = [...drawn.matchAll(/<text x="90" y="\d+">(.+)<\/text>/g)].map(([, it]) => it);
    expect(meanings).toEqual([
      expect.stringContaining('the darker the more reports'),
      expect.stringContaining('mean confidence'),
      expect.stringContaining('confidence means what it says'),
    ]);
  });
});
