import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../kernel/index.js';
import { fixtures, observation } from '../fixtures.js';
import { createKnowledge } from '../knowledge.js';
import { rank } from '../rank.js';
import { DIVISIONS, learn, type StudiedSet } from './learn.js';
import { wordFeatures } from './word-features.js';

const knowledge = createKnowledge(
  fixtures.map((record) => ({ record })),
  1,
);
const studied = (name: string): StudiedSet => ({
  name,
  weight: 1,
  reports: fixtures.flatMap(({ slug, title, symptoms }) =>
    [title, ...symptoms.map((it) => it.statement), `${title}, or so it seems to the broker`].map(
      (text, at) => {
        const { judgements, asked } = rank(knowledge, observation(text));
        return { id: `${slug}-${at}`, judgements, asked, expected: [slug] };
      },
    ),
  ),
});

describe('what is learned', () => {
  const lesson = learn([studied('one'), studied('another')], seededRandom(1));

  it('is the same for the same reports and the same random numbers', () => {
    expect(learn([studied('one'), studied('another')], seededRandom(1))).toEqual(lesson);
  });

  it('is learned from the same folds where a set is added of which nothing is explained', () => {
    const strange = studied('strange').reports.map((it) => ({ ...it, id: `strange-${it.id}`, expected: [] }));
    const more = learn(
      [{ name: 'strange', weight: 1e-6, reports: strange }, studied('one'), studied('another')],
      seededRandom(1),
    );
    const recall = ({ figures }: typeof more) =>
      figures.filter((it) => it.name !== 'strange').map((it) => it.crossValidated.meanReciprocalRank);
    expect(recall(more)).toEqual(recall(lesson));
  });

  it('is a weight for each feature of the words, a confidence and a threshold', () => {
    expect(Object.keys(lesson.ranking)).toEqual([...wordFeatures]);
    const numbers = [...Object.values(lesson.ranking), ...Object.values(lesson.confidence)];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(lesson.thresholds.known).toBeGreaterThanOrEqual(0.5);
  });

  it('comes with figures of each set, on every one of its reports in every division into folds', () => {
    const asked = DIVISIONS * studied('one').reports.length;
    expect(lesson.figures.map(({ name, crossValidated }) => [name, crossValidated.reports])).toEqual([
      ['one', asked],
      ['another', asked],
    ]);
  });
});
