import { describe, expect, it } from '@jest/globals';
import { ERASED, type LoggedEvent } from '../event-store/index.js';
import { countJudgements } from './judgements.js';

const judged = (report: string, type: 'MatchConfirmed' | 'MatchRejected', slug: string) =>
  ({ type, streamId: `report-${report}`, data: { slug } }) as unknown as LoggedEvent;
const erased = (report: string) =>
  ({ type: ERASED, streamId: `report-${report}`, data: {} }) as unknown as LoggedEvent;

describe('the judgements of operators', () => {
  it('are counted for each incident', () => {
    const judgements = countJudgements();
    judgements.take(judged('a', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchRejected', 'the-issue'));
    expect([...judgements.counts]).toEqual([
      ['double-vlan', { confirmed: 2, rejected: 0 }],
      ['the-issue', { confirmed: 0, rejected: 1 }],
    ]);
  });

  it('count once for each report, and the last one counts', () => {
    const judgements = countJudgements();
    judgements.take(judged('a', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('a', 'MatchRejected', 'double-vlan'));
    judgements.take(judged('a', 'MatchRejected', 'double-vlan'));
    expect(judgements.counts.get('double-vlan')).toEqual({ confirmed: 0, rejected: 1 });
  });

  it('count one incident as confirmed for each report', () => {
    const judgements = countJudgements();
    judgements.take(judged('a', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('a', 'MatchConfirmed', 'the-issue'));
    judgements.take(judged('a', 'MatchConfirmed', 'the-issue'));
    expect([...judgements.counts]).toEqual([['the-issue', { confirmed: 1, rejected: 0 }]]);
  });

  it('are told without those of one report', () => {
    const judgements = countJudgements();
    judgements.take(judged('a', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchRejected', 'the-issue'));
    expect([...judgements.countsWithout('report-b')]).toEqual([
      ['double-vlan', { confirmed: 1, rejected: 0 }],
    ]);
    expect(judgements.countsWithout('report-c')).toEqual(judgements.counts);
    expect(judgements.counts.get('double-vlan')).toEqual({ confirmed: 2, rejected: 0 });
  });

  it('are forgotten with their report when it is erased', () => {
    const judgements = countJudgements();
    judgements.take(judged('a', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchConfirmed', 'double-vlan'));
    judgements.take(judged('b', 'MatchRejected', 'the-issue'));
    judgements.take(erased('b'));
    judgements.take(erased('b'));
    expect([...judgements.counts]).toEqual([['double-vlan', { confirmed: 1, rejected: 0 }]]);
  });
});
