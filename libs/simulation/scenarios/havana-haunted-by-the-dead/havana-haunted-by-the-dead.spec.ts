import { describe, expect, it } from '@jest/globals';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { compileSignature } from '../../../matching/index.js';
import { arms } from '../../arms.js';
import { proofOf } from '../../proof/testing.js';
import { havanaHauntedByTheDead as scenario } from './index.js';
import { launchOnce } from './sweeps.js';

const record = shippedRecord('havana-haunted-by-the-dead');

describe('Havana, haunted by the dead', () => {
  it('proves what its record claims, on each seed', () => {
    const proof = proofOf(scenario, { seeds: { from: 0, to: 9 }, arms }, claimOf(record));
    expect([proof.declaration, ...proof.plays.map((it) => it.firstFailure)].flat().filter(Boolean)).toEqual(
      [],
    );
    expect(proof.holds).toBe(true);
  });

  it('shows the locks of the look-alike in the slow query log, and flat memory', () => {
    const { exclusions } = scenario.run('look-alike', { seed: 0 });
    const met = Object.keys(exclusions).filter((id) => exclusions[id]!.length > 0);
    expect(met).toEqual(['memory-flat', 'lock-contention', 'all-apis-slow', 'slow-before-the-upgrade']);
  });

  it('writes log lines that the signatures of its record recognise, and none into the log of a healthy world', () => {
    const lines = Object.values(scenario.run('fault', { seed: 1 }).symptoms).flatMap((observations) =>
      observations.flatMap(({ line }) => line ?? []),
    );
    const hits = record.signatures.filter(({ pattern }) => lines.some(compileSignature(pattern)));
    expect(hits.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['nova-ec2-slow-request', 'mysql-slow-query', 'top-nova-api']),
    );
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(3);
    expect(record.signatures.filter(({ pattern }) => healthyLines.some(compileSignature(pattern)))).toEqual(
      [],
    );
  });
});

describe('a launch', () => {
  it('costs in proportion to the rows of all that was ever deleted', () => {
    const [none, some, twice] = [0, 300_000, 600_000].map((deletedInstances) =>
      launchOnce(1, { deletedInstances, lookup: 'scan' }),
    );
    expect(twice!.seconds - none!.seconds).toBeCloseTo(2 * (some!.seconds - none!.seconds), 0);
    expect(twice!.memoryGb / some!.memoryGb).toBeCloseTo(2, 1);
    expect(some!.seconds).toBeGreaterThan(60);
  });

  it('costs the same whatever was deleted, once that is purged or the token is looked up by an index', () => {
    for (const given of [{ lookup: 'scan', isPurged: true }, { lookup: 'index' }] as const) {
      const [none, many] = [0, 1_000_000].map((deletedInstances) =>
        launchOnce(1, { deletedInstances, ...given }),
      );
      expect(many!.seconds).toBeCloseTo(none!.seconds, 2);
      expect(many!.memoryGb).toBeCloseTo(none!.memoryGb, 3);
      expect(many!.seconds).toBeLessThan(10);
    }
  });

  it('of a tenant without a past is much faster, because nothing is sent and kept', () => {
    const [old, fresh] = ['grid', 'fresh'].map((tenant) =>
      launchOnce(1, { deletedInstances: 300_000, lookup: 'scan', tenant }),
    );
    expect(fresh!.seconds).toBeLessThan(old!.seconds / 4);
    expect(fresh!.memoryGb).toBeLessThan(0.01);
  });

  it('takes as long under lock contention when the database is young', () => {
    const { symptoms, exclusions } = scenario.run('look-alike', {
      seed: 2,
      parameters: { deletedInstances: 1_000 },
    });
    expect(symptoms['ec2-requests-slow']).not.toEqual([]);
    expect(exclusions['few-deleted-rows']).not.toEqual([]);
  });

  it('is quick in Havana too as long as the database is young', () => {
    const { symptoms } = scenario.run('fault', { seed: 2, parameters: { deletedInstances: 1_000 } });
    expect(symptoms['ec2-requests-slow']).toEqual([]);
  });
});
