import { describe, expect, it } from '@jest/globals';
import { compileSignature } from '../../../matching/index.js';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { arms } from '../../arms.js';
import { proofOf } from '../../proof/testing.js';
import { disappearingImages as scenario } from './index.js';
import { losesBaseFile } from './sweeps.js';

const record = shippedRecord('disappearing-images');
const seeds = Array.from({ length: 10 }, (_, seed) => seed);

describe('disappearing images', () => {
  it('proves what its record claims, on each seed', () => {
    const proof = proofOf(scenario, { seeds: { from: 0, to: 9 }, arms }, claimOf(record));
    expect([proof.declaration, ...proof.plays.map((it) => it.firstFailure)].flat().filter(Boolean)).toEqual(
      [],
    );
    expect(proof.holds).toBe(true);
  });

  it('shows an operator of the look-alike other damage, and no removal in any log', () => {
    const { check, exclusions } = scenario.run('look-alike', { seed: 0 });
    expect(check.finding).toMatch(
      /no removal of [1-9]\d* missing files was logged; [1-9]\d* other files cannot be read/,
    );
    expect(exclusions['no-removal-logged']).not.toEqual([]);
  });

  it('writes log lines that the signatures of its record recognise, and none into the log of a healthy world', () => {
    const lines = Object.values(scenario.run('fault', { seed: 1 }).symptoms).flatMap((observations) =>
      observations.flatMap(({ line }) => line ?? []),
    );
    const hits = record.signatures.filter(({ pattern }) => lines.some(compileSignature(pattern)));
    expect(hits.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['base-file-removed', 'backing-file-missing']),
    );
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(3);
    expect(record.signatures.filter(({ pattern }) => healthyLines.some(compileSignature(pattern)))).toEqual(
      [],
    );
  });
});

describe('a base file', () => {
  const lostIn = (given: Parameters<typeof losesBaseFile>[1]) =>
    seeds.reduce((sum, seed) => sum + losesBaseFile(seed, given), 0);

  it('survives a downtime that is shorter than its mark is good for', () => {
    expect(lostIn({ downtimeMinutes: 19 })).toBe(0);
    expect(lostIn({ downtimeMinutes: 19, parameters: { unusedAgeMinutes: 10 } })).toBeGreaterThan(0);
  });

  it('is gone for certain once every mark is too old and every neighbour has looked', () => {
    expect(lostIn({ downtimeMinutes: 101 })).toBe(seeds.length);
  });

  it('survives when enough instances elsewhere keep marking it', () => {
    expect(lostIn({ downtimeMinutes: 600, instances: 20 })).toBe(0);
  });

  it('survives where marks outlive the node, but only as long as they do', () => {
    const parameters = { marksOutliveHours: 24 };
    expect(lostIn({ downtimeMinutes: 20 * 60, parameters })).toBe(0);
    expect(lostIn({ downtimeMinutes: 27 * 60, parameters })).toBe(seeds.length);
  });

  it('is not missed by a world whose nodes come back at once', () => {
    const { symptoms } = scenario.run('fault', { seed: 0, parameters: { downtimeHours: 0.1 } });
    expect(symptoms['again-on-another-node']).toEqual([]);
  });
});

describe('the parameters of a world', () => {
  it.each([{ computeNodes: 0 }, { unusedAgeMinutes: -1 }, { surprise: 1 }])('refuse %j', (parameters) => {
    expect(() => scenario.run('healthy', { seed: 0, parameters })).toThrow(
      expect.objectContaining({ code: 'SCENARIO_PARAMETER_INVALID' }),
    );
  });
});
