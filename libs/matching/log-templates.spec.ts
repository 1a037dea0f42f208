import { describe, expect, it } from '@jest/globals';
import { validateIncident } from '../incident/index.js';
import { likeRecorded, shareOfHealthy, templateOf } from './log-templates.js';

const record = validateIncident({
  slug: 'stacked-vlan',
  title: 'A VLAN on a VLAN',
  signatures: [
    {
      id: 'stacked',
      event: 'stacked',
      vendor: 'Linux',
      pattern: 'vlan\\d+@vlan\\d+',
      example: '10: vlan100@vlan20: BROADCAST MULTICAST UP qdisc noqueue master br100 state UP',
      counterExample: '10: vlan100@bond0: BROADCAST MULTICAST UP qdisc noqueue master br100 state UP',
    },
  ],
  logExcerpts: ['switch-7: port 12 leaves the channel group after a frame of 1504 bytes'],
  resolution: 'resolved',
});
const like = (line: string) => likeRecorded(record, [templateOf(0, line)!], new Set()).map((it) => it.line);

describe('a line that is like a recorded one', () => {
  it('is evidence, whatever its numbers', () => {
    const line = 'switch-9: port 3 leaves the channel group after a frame of 1522 bytes';
    expect(like(line)).toEqual([line]);
  });

  it('is none where it is as much like what a healthy system logs', () => {
    expect(like('12: vlan7@bond0: BROADCAST MULTICAST UP qdisc noqueue master br100 state UP')).toEqual([]);
  });
});

describe('the share of lines that a healthy system logs', () => {
  const share = (lines: string[], explained: string[] = []) =>
    shareOfHealthy(
      record,
      lines.map((line, at) => templateOf(at, line)!),
      new Set(explained),
    );
  const plain = '12: vlan7@bond0: BROADCAST MULTICAST UP qdisc noqueue master br100 state UP';
  const recorded = 'switch-9: port 3 leaves the channel group after a frame of 1522 bytes';
  const foreign = 'sshd accepted a public key for root from the bastion';

  it('is of those that are no less like a counter-example than like a recorded line', () => {
    expect(share([plain])).toBe(1);
    expect(share([plain, recorded, foreign, foreign])).toBe(0.25);
    expect(share([recorded, foreign])).toBe(0);
    expect(share([])).toBe(0);
  });

  it('leaves out what a signature explains, which may be like a counter-example but for a number', () => {
    const flat = plain.replace('vlan7', 'vlan8');
    expect(share([flat, plain], [flat])).toBe(0.5);
    expect(share([flat, plain])).toBe(1);
  });
});
