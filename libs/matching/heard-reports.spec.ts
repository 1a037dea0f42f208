import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtures, observation } from './fixtures.js';
import { HeardReports, weightLeft } from './heard-reports.js';
import { createKnowledge } from './knowledge.js';
import { limits } from './limits.js';
import { match } from './match.js';
import { PartReader } from './parts.js';

const heardOf = (...texts: readonly string[]) => {
  const heard = new HeardReports();
  texts.forEach((text, at) => heard.hear(`report-${at}`, observation(text)));
  return heard;
};

describe('the words of the reports that were heard', () => {
  it('are counted once a report, and a few reports say little', () => {
    expect(heardOf().shareWith('upgrad')).toBe(0);
    const heard = heardOf(
      'After the upgrade, the upgrade failed',
      'An upgrade of nova-api',
      'The disk is full',
    );
    expect(heard.shareWith('upgrad')).toBe(2 / 103);
    expect(heard.shareWith('nova_api')).toBe(1 / 103);
    expect(heard.shareWith('the')).toBe(0);
  });

  it('are those of log lines as well', () => {
    const heard = new HeardReports();
    heard.hear('report-1', { text: '', logLines: ['keystone unreachable'], facts: [] });
    expect(heard.shareWith('keyston')).toBe(1 / 101);
  });

  it('are forgotten when a report is, whether anybody has asked or not', () => {
    const heard = heardOf('A broken disk', 'A broken fan');
    heard.forget('report-0');
    expect(heard.shareWith('broken')).toBe(1 / 102);
    heard.forget('report-1');
    heard.forget('report-1');
    heard.forget('never heard');
    expect(heard.shareWith('broken')).toBe(0);
  });

  it('can be read a few reports at a time', () => {
    const heard = heardOf('A disk', 'Another disk', 'A third disk');
    expect([heard.settle(2), heard.settle(2), heard.settle(2)]).toEqual([false, true, true]);
    expect(heard.shareWith('disk')).toBe(3 / 103);
  });

  it('are those of the last five hundred reports', () => {
    const heard = heardOf(
      'The first one',
      ...Array.from({ length: limits.heardReports }, () => 'Another disk'),
    );
    expect(heard.shareWith('first')).toBe(0);
    expect(heard.shareWith('disk')).toBe(limits.heardReports / (limits.heardReports + 100));
  });

  it('are the same whatever was asked, forgotten or written and read in between', () => {
    const words = ['disk', 'broker', 'lease', 'nova-api'];
    const step = fc.oneof(
      fc.record({ id: fc.constantFrom('a', 'b', 'c'), hear: fc.subarray(words) }),
      fc.record({ id: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ then: fc.constantFrom('ask', 'write') }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let heard = new HeardReports();
        const left = new Map<string, readonly string[]>();
        for (const it of steps) {
          if ('then' in it) {
            if (it.then === 'ask') heard.settle();
            else heard = HeardReports.fromParts(new PartReader([...heard.toParts()]));
          } else if ('hear' in it) {
            heard.hear(it.id, observation(it.hear.join(' ')));
            left.set(it.id, it.hear);
          } else {
            heard.forget(it.id);
            if (left.has(it.id)) left.set(it.id, []);
          }
        }
        const anew = new HeardReports();
        for (const [id, said] of left) anew.hear(id, observation(said.join(' ')));
        expect([...heard.toParts()]).toEqual([...anew.toParts()]);
        for (const term of ['disk', 'broker', 'leas', 'nova_api', 'nova']) {
          expect(heard.shareWith(term)).toBe(anew.shareWith(term));
        }
      }),
    );
  });
});

describe('a word that many reports have', () => {
  const [rarity, highest] = [4, 10];

  it('counts the less the more they are, but never nothing', () => {
    const left = [0, 0.05, 0.1, 0.3, 0.6, 0.95].map((share) => weightLeft(share, rarity, highest));
    expect(left.slice(0, 2)).toEqual([1, 1]);
    expect(left[2]).toBeCloseTo((Math.log(10) / Math.log(20)) ** 2, 12);
    expect(left.toSorted((a, b) => b - a)).toEqual(left);
    expect(left.slice(-2)).toEqual([0.2, 0.2]);
  });

  it('counts as before if it is no more common among reports than among incidents', () => {
    expect(weightLeft(0.3, -Math.log(0.3), highest)).toBe(1);
    expect(weightLeft(0.3, -Math.log(0.4), highest)).toBe(1);
  });

  it('counts as before if hardly an incident has it: an outage that many report is to be found by its own words', () => {
    expect(weightLeft(0.9, 6, highest)).toBe(1);
    const knowledge = createKnowledge(
      fixtures.map((record) => ({ record })),
      0,
    );
    const said = observation(fixtures[0]!.symptoms[0]!.statement);
    const heard = heardOf(...Array.from({ length: 500 }, () => said.text));
    const { verdict, matches } = match(knowledge, said, { heard });
    expect(verdict).toBe(match(knowledge, said).verdict);
    expect(matches[0]!.slug).toBe(fixtures[0]!.slug);
  });
});
