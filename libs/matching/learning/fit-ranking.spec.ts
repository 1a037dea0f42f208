import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../kernel/index.js';
import { fitRanking, rankingExample, type RankingCandidate } from './fit-ranking.js';
import { wordFeatures, type WordFeatures } from './word-features.js';

const random = seededRandom(3);
const words = () =>
  Object.fromEntries(wordFeatures.map((name) => [name, random.next()])) as unknown as WordFeatures;

/** Reports whose right candidate covers more of them than the others do. */
const reports: RankingCandidate[][] = Array.from({ length: 20 }, () =>
  Array.from({ length: 100 }, (_, at) => ({
    words: at === 30 ? { ...words(), report: 1.5 } : words(),
    besides: 0,
    isRight: at === 30,
  })),
);
const fitted = (lists: readonly RankingCandidate[][]) => fitRanking(lists.map((it) => rankingExample(it, 1)));

describe('what the ranking is fitted to', () => {
  it('gives weight to what right candidates have', () => {
    const { report, ...others } = fitted(reports);
    expect(report).toBeGreaterThan(Math.max(...Object.values(others)));
  });

  it('is the same in whatever order the candidates come, so that weights that ship teach nothing', () => {
    const turned = reports.map((it) => it.toReversed());
    const [one, other] = [fitted(reports), fitted(turned)];
    for (const name of wordFeatures) expect(other[name]).toBeCloseTo(one[name], 6);
  });
});
