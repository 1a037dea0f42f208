import { describe, expect, it } from '@jest/globals';
import { incidentRecordSchema } from '../../incident/index.js';
import { suggestComponents } from './components.js';
import { slugOf } from './slug.js';
import { suggestSymptoms } from './symptom-sentences.js';

describe('a slug', () => {
  it.each([
    ["The Valentine's Day", 'the-valentines-day'],
    ['"Quoted"', 'quoted'],
    ['Zażółć gęślą', 'zazo-c-gesla'],
    ['  C++ & Co. / 2.0 ', 'c-co-2-0'],
    ['…', ''],
  ])('of %j is %j', (title, slug) => expect(slugOf(title)).toBe(slug));

  it('has at most 80 characters and ends with a whole word', () => {
    const slug = slugOf('incident '.repeat(20));
    expect(slug).toMatch(/^(incident-)*incident$/);
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(incidentRecordSchema.shape.slug.parse(slugOf('x'.repeat(500)))).toHaveLength(80);
  });
});

describe('components', () => {
  it('are recognised by the spellings that operators use', () => {
    expect(suggestComponents('The Rabbit cluster, virsh, br100 and nova-api.log; MariaDB')).toEqual([
      'nova-api',
      'rabbitmq',
      'mysql',
      'libvirt',
      'linux-bridge',
    ]);
  });

  it('are no parts of other words', () => {
    expect(suggestComponents('switching, unheated, my-dnsmasqs, informed')).toEqual([]);
  });
});

describe('symptoms', () => {
  it('are sentences that state a failure', () => {
    expect(
      suggestSymptoms([
        'We moved in May. The session froze after a minute! Why did it hang? Maybe the switch was down, we thought.',
        'Restarting the agent fixed the error. Memory leaked until the node was swapping.',
      ]),
    ).toEqual(['The session froze after a minute!', 'Memory leaked until the node was swapping.']);
  });

  it('are at most eight, the strongest, in the order of the text', () => {
    const weak = Array.from({ length: 10 }, (_, n) => `Host number ${n} was down again.`);
    const suggested = suggestSymptoms([...weak, 'Every request timed out and the queue was stuck.']);
    expect(suggested).toEqual([...weak.slice(0, 7), 'Every request timed out and the queue was stuck.']);
  });
});
