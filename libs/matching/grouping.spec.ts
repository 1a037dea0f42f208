import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupByLikeness } from './grouping.js';

let minute = 0;
const report = (text: string, logLines: string[] = []) => ({
  id: `report-${minute}`,
  observation: { text, logLines, facts: [] },
  filedAt: new Date(Date.UTC(2026, 0, 1, 0, minute++)),
});
const certificates = [
  report('The dashboard shows a certificate error, the TLS certificate expired'),
  report('curl says that the TLS certificate of the API expired'),
  report('Browser says the TLS certificate of the dashboard has expired'),
];
const volumes = [
  report('cinder volume stuck in detaching', ['cinder.volume.manager iscsi target logout failed']),
  report('volume stays in detaching for ever', ['cinder.volume.manager iscsi target logout failed']),
];
const alone = report('Keystone tokens are refused because clocks differ');
const all = [...certificates, ...volumes, alone];

describe('reports that nothing explains', () => {
  it('are grouped by what they say, the biggest group first', () => {
    const groups = groupByLikeness(all);
    expect(groups.map((group) => group.reports.map((it) => it.id))).toEqual([
      certificates.map((it) => it.id),
      volumes.map((it) => it.id),
      [alone.id],
    ]);
    expect(groups[0]!.id).toBe(certificates[0]!.id);
  });

  it('are told by the words that most of them share, as they write them', () => {
    const [onCertificates, onVolumes, onTokens] = groupByLikeness(all).map((it) => it.sharedTerms);
    expect(onCertificates).toEqual(
      expect.arrayContaining(['certificate', 'expired', 'TLS', 'dashboard', 'says']),
    );
    expect(onCertificates).not.toContain('curl');
    expect(onVolumes).toEqual(expect.arrayContaining(['volume', 'detaching', 'iscsi', 'target']));
    expect(onVolumes).not.toContain('stuck');
    expect(onTokens).toEqual(expect.arrayContaining(['tokens', 'refused', 'clocks', 'Keystone']));
  });

  it('are told by the form of a word that is used most, and in small letters rather than capitals', () => {
    const [group] = groupByLikeness([
      report('Queues are full, the queue of the scheduler'),
      report('the scheduler has a full queue'),
      report('Scheduler and queue are full'),
    ]);
    expect(group!.sharedTerms.toSorted()).toEqual(['full', 'queue', 'scheduler']);
    const [two] = groupByLikeness([report('Coffee machine'), report('coffee machines')]);
    expect(two!.sharedTerms.toSorted()).toEqual(['coffee', 'machine']);
  });

  it('of groups of one size, the one with the freshest report comes first', () => {
    const fresh = report('Something else entirely broke in the warehouse');
    expect(groupByLikeness([alone, fresh]).map((it) => it.id)).toEqual([fresh.id, alone.id]);
  });

  it('are grouped alike whatever order they come in, and none is lost', () => {
    const expected = groupByLikeness(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(groupByLikeness(shuffled)).toEqual(expected);
      }),
    );
    expect(expected.flatMap((it) => it.reports)).toHaveLength(all.length);
  });

  it('may say nothing at all', () => {
    expect(groupByLikeness([report(''), report('1 2 3')])).toHaveLength(2);
    expect(groupByLikeness([])).toEqual([]);
  });
});
