import { describe, expect, it } from '@jest/globals';
import type { EventCodec } from './codec.js';
import { frozenSampleFaults } from './frozen-samples.js';

const codec: EventCodec = {
  latest: { Opened: 2 },
  upcasters: { Opened: { 1: ({ name }) => ({ title: name! }) } },
};
const samples = { 'Opened.v1.json': { name: 'a' }, 'Opened.v2.json': { title: 'b' } };

describe('frozen samples', () => {
  it('are faultless when each version has one that reaches the latest shape', () => {
    const seen: unknown[] = [];
    expect(frozenSampleFaults(codec, samples, (event) => seen.push(event.data))).toEqual([]);
    expect(seen).toEqual([{ title: 'a' }, { title: 'b' }]);
  });

  it('tell which version has none', () => {
    expect(frozenSampleFaults(codec, { 'Opened.v2.json': {} })).toEqual([
      expect.stringContaining('Opened.v1.json is missing'),
    ]);
  });

  it.each(['Opened.v3.json', 'Opened.json', 'Shut.v1.json'])('tell that %s is none of theirs', (name) => {
    expect(frozenSampleFaults(codec, { ...samples, [name]: {} })).toEqual([expect.stringContaining(name)]);
  });

  it('tell which one gets lost on the way', () => {
    const broken = { ...codec, upcasters: {} };
    expect(frozenSampleFaults(broken, samples)).toEqual([
      expect.stringContaining('nothing lifts it from version 1'),
    ]);
  });

  it('tell which one the aggregate does not accept', () => {
    const accept = () => {
      throw new Error('title is too short');
    };
    expect(frozenSampleFaults(codec, { ...samples }, accept)).toEqual([
      'Opened.v1.json does not reach the latest shape: title is too short',
      'Opened.v2.json does not reach the latest shape: title is too short',
    ]);
  });
});
