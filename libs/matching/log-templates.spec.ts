import { describe, expect, it } from '@jest/globals';
import { validateIncident } from '../incident/index.js';
import { likeRecorded, templateOf } from './log-templates.js';

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
const like = (line: string) => likeRecorded(record, [templateOf(0, line)!], []).map((it) => it.line);

describe('a line that is like a recorded one', () => {
  it('is evidence, whatever its numbers', () => {
    const line = 'switch-9: port 3 leaves the channel group after a frame of 1522 bytes';
    expect(like(line)).toEqual([line]);
  });

  it('is none where it is as much like what a healthy system logs', () => {
    expect(like('12: vlan7@bond1: BROADCAST MULTICAST UP qdisc noqueue master br7 state UP')).toEqual([]);
  });
});
