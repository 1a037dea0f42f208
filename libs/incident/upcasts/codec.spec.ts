import { describe, expect, it } from '@jest/globals';
import { frozenSampleFaults } from '../../event-store/index.js';
import { readSamples } from '../../../test/support/samples.js';
import { incidentAggregate, evolve, type IncidentEvent } from '../index.js';

describe('every version of a incident event that was ever stored', () => {
  const samples = readSamples(new URL('./samples/', import.meta.url));

  it('has one frozen sample, which today’s code still accepts', () => {
    const first = {
      type: 'IncidentSubmitted',
      data: samples['IncidentSubmitted.v1.json'],
    } as unknown as IncidentEvent;
    const faults = frozenSampleFaults(incidentAggregate.codec, samples, (event) => {
      const before = event.type === first.type ? undefined : evolve(undefined, first);
      expect(evolve(before, event as unknown as IncidentEvent)).toBeDefined();
    });
    expect(faults).toEqual([]);
  });
});
