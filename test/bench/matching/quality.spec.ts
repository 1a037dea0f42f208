import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../libs/database/index.js';
import { figuresOf } from '../../../libs/matching/index.js';
import { compiled } from '../../support/dist.js';
import { committedForm, lossesOf } from './committed.js';
import { isThere } from './sets.js';

/** The development sets lie beside the project where the project is developed. */
const data = join(projectRoot, '..', 'shared', 'bench');
const whenPresent = isThere(data) || process.env['CI'] === 'true' ? it : it.skip;

whenPresent(
  'the answers to the development sets are at most a point worse than the committed figures, and the weights are learned from them',
  async () => {
    const program = await compiled('test/bench/matching.js');
    const { stdout, stderr } = spawnSync(process.execPath, [program, '--data', data, '--check'], {
      encoding: 'utf8',
    });
    expect(stdout + stderr).toContain('No figure is more than a point worse than the committed one.');
    expect(stdout + stderr).toContain('weights.ts is what is learned from this data.');
  },
  240_000,
);

describe('a figure that is compared with the committed one', () => {
  const answered = (right: number, wrong: number) =>
    Array.from({ length: right + wrong }, (_, at) => ({
      verdict: 'KNOWN' as const,
      matches: [{ id: at < right ? 'right' : 'wrong', confidence: 0.9 }],
      expected: ['right'],
      ms: 1,
    }));
  const quality = (right: number, wrong: number) => {
    const figures = figuresOf(answered(right, wrong));
    return { set: 'ours', shipped: figures, unseen: figures };
  };
  const committed = committedForm([quality(90, 10)]);

  it('may be as much as a point worse', () => {
    expect(lossesOf([quality(90, 10)], committed)).toEqual([]);
    expect(lossesOf([quality(895, 105)], committed)).toEqual([]);
  });

  it('is a loss when it is worse than that, lower or higher as the figure has it', () => {
    const losses = lossesOf([quality(88, 12)], committed);
    expect(losses).toContain('ours, unseen: recallAt1 was 0.9 and is 0.8800.');
    expect(losses).toContain('ours, shipped: calibrationError was 0 and is 0.0200.');
  });

  it('is missed when its set was not measured, or never before', () => {
    expect(lossesOf([], committed)).toEqual(['ours was not measured.']);
    expect(lossesOf([quality(1, 0)], {})).toEqual(['ours has no committed figures.']);
  });
});
