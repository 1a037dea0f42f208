import { describe, expect, it } from '@jest/globals';
import { compileSignature } from '../../../matching/index.js';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { arms } from '../../arms.js';
import { proofOf } from '../../proof/testing.js';
import { valentinesDayMassacre as scenario } from './index.js';
import { guestsCutOff } from './sweeps.js';

const record = shippedRecord('valentines-day-massacre');

describe('the massacre of Valentine’s Day', () => {
  it('proves what its record claims, on each seed', () => {
    const proof = proofOf(scenario, { seeds: { from: 0, to: 9 }, arms }, claimOf(record));
    expect([proof.declaration, ...proof.plays.map((it) => it.firstFailure)].flat().filter(Boolean)).toEqual(
      [],
    );
    expect(proof.holds).toBe(true);
  });

  it('has a probe for nothing that its record does not exclude', () => {
    const known = record.exclusions.map(({ id }) => id);
    expect(scenario.exclusions.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('shows an operator of the look-alike links that are down, one at a time, and switches that say nothing', () => {
    const { check, exclusions, symptoms } = scenario.run('look-alike', { seed: 2 });
    expect(check.finding).toBe('0 interfaces err-disabled by bpduguard, 2 links down without');
    expect(exclusions['single-leg-down']).toHaveLength(1);
    expect(symptoms['both-legs-dead']).toEqual([]);
    expect(symptoms['looks-like-a-dead-nic']).not.toEqual([]);
  });

  it('writes log lines that the signatures of its record recognise, and none into the log of a healthy world', () => {
    const lines = Object.values(scenario.run('fault', { seed: 1 }).symptoms).flatMap((observations) =>
      observations.flatMap(({ line }) => line ?? []),
    );
    const hits = (some: readonly string[]) =>
      record.signatures.filter(({ pattern }) => some.some(compileSignature(pattern))).map(({ id }) => id);
    expect(hits(lines)).toEqual(
      expect.arrayContaining([
        'arista-bpdu-guard',
        'arista-errdisable',
        'arista-mlag-inactive',
        'linux-bond-without-link',
      ]),
    );
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(5);
    expect(hits(healthyLines)).toEqual([]);
  });
});

describe('the blast radius of one guest', () => {
  it('is its whole node, with nothing between it and the switch', () => {
    expect([1, 3, 99].map((neighbours) => guestsCutOff(neighbours, 0, 'none'))).toEqual([2, 4, 100]);
  });

  it('is the guest alone with a guard on its port, and nobody where the hypervisor drops BPDUs', () => {
    expect(guestsCutOff(5, 0, 'guard-each-guest')).toBe(1);
    expect(guestsCutOff(5, 0, 'drop')).toBe(0);
  });
});

it('a node whose image takes no effort to fetch goes down without a jump of its load', () => {
  const { symptoms } = scenario.run('fault', { seed: 0, parameters: { imageTasks: 2 } });
  expect(symptoms['load-jump-before']).toEqual([]);
  expect(symptoms['bond-down']).not.toEqual([]);
});

it('the same seed plays the same history', () => {
  const play = () => JSON.stringify(scenario.run('wrong-fix', { seed: 5 }).history);
  expect(play()).toBe(play());
});

it.each([{ computeNodes: 0 }, { guestsPerNode: 0 }, { bootSeconds: -1 }, { surprise: 1 }])(
  'a world with the parameters %j is refused',
  (parameters) => {
    expect(() => scenario.run('healthy', { seed: 0, parameters })).toThrow(
      expect.objectContaining({ code: 'SCENARIO_PARAMETER_INVALID' }),
    );
  },
);
