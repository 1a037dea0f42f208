import { describe, expect, it } from '@jest/globals';
import { frozenSampleFaults } from '../../event-store/index.js';
import { readSamples } from '../../../test/support/samples.js';
import { reportAggregate, evolve, type ReportEvent } from '../index.js';

describe('every version of a report event that was ever stored', () => {
  const samples = readSamples(new URL('./samples/', import.meta.url));

  it('has one frozen sample, which today’s code still accepts', () => {
    const first = {
      type: 'SymptomReportFiled',
      data: samples['SymptomReportFiled.v1.json'],
    } as unknown as ReportEvent;
    const faults = frozenSampleFaults(reportAggregate.codec, samples, (event) => {
      const before = event.type === first.type ? undefined : evolve(undefined, first);
      expect(evolve(before, event as unknown as ReportEvent)).toBeDefined();
    });
    expect(faults).toEqual([]);
  });
});
