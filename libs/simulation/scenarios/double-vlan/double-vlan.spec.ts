import { describe, expect, it } from '@jest/globals';
import { compileSignature } from '../../../matching/index.js';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { arms } from '../../arms.js';
import type { Run } from '../../define-scenario.js';
import { proofOf } from '../../proof/testing.js';
import { doubleVlan as scenario } from './index.js';
import { repliesTo } from './sweeps.js';

const record = shippedRecord('double-vlan');
const seen = ({ symptoms, countsFromMs }: Run) =>
  Object.keys(symptoms).filter((id) => symptoms[id]!.some(({ atMs }) => atMs >= countsFromMs));

describe('double VLAN', () => {
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

  it('shows an operator two tags on the replies, and one in the world with the tunnel', () => {
    expect(scenario.run('fault', { seed: 3 }).check.finding).toMatch(
      /^[1-9]\d* echo replies .* with 2 VLAN tags at most; no router complains$/,
    );
    const { check, exclusions } = scenario.run('look-alike', { seed: 3 });
    expect(check.finding).toMatch(
      /^[1-9]\d* echo replies .* with 1 VLAN tags at most; routers ask for at most 14\d\d bytes$/,
    );
    expect(exclusions['tunnel-in-the-path']).not.toEqual([]);
  });

  it('writes log lines that the signatures of its record recognise, and none into the log of a healthy world', () => {
    const lines = Object.values(scenario.run('fault', { seed: 1 }).symptoms).flatMap((observations) =>
      observations.flatMap(({ line }) => line ?? []),
    );
    const hits = (some: readonly string[]) =>
      record.signatures
        .filter(({ pattern }) => some.some(compileSignature(pattern)))
        .map(({ event }) => event);
    expect(hits(lines)).toEqual(expect.arrayContaining(['vlan-stacked-on-vlan', 'frame-with-two-tags']));
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(5);
    expect(hits(healthyLines)).toEqual([]);
  });
});

describe('the path of a full packet', () => {
  it('ends 4 bytes early, whatever is the limit, and not when the VLANs are on the bond', () => {
    for (const hostMtuBytes of [1500, 9000]) {
      const parameters = { hostMtuBytes };
      const replies = (bytes: number, isStacked: boolean) => repliesTo(bytes, 0, { isStacked, parameters });
      expect([1468, 1469, 1472].map((bytes) => replies(bytes, true))).toEqual([100, 0, 0]);
      expect([1468, 1472, 1473].map((bytes) => replies(bytes, false))).toEqual([100, 100, 0]);
    }
  });

  it('has room for the second tag only if every hop has', () => {
    const all = { hostMtuBytes: 1504, vlanMtuBytes: 1504, switchMtuBytes: 1504 };
    const replies = (parameters: object) => repliesTo(1472, 0, { isStacked: true, parameters });
    expect(replies(all)).toBe(100);
    expect(replies({ ...all, switchMtuBytes: 1503 })).toBe(0);
    expect(replies({ ...all, hostMtuBytes: 1503 })).toBe(0);
  });

  it('is not the matter where guests send short packets anyway, which is the workaround of the record', () => {
    const parameters = { guestMtuBytes: 1496 };
    const { symptoms } = scenario.run('fault', { seed: 0, parameters });
    expect([symptoms['session-freezes-on-long-output'], symptoms['transfers-stall']]).toEqual([[], []]);
    expect(symptoms['vlan-device-on-vlan-device']).not.toEqual([]);
  });

  it('is free in a data centre that has jumbo frames everywhere, where the mistake is only seen', () => {
    const parameters = { hostMtuBytes: 9000, switchMtuBytes: 9000 };
    expect(seen(scenario.run('fault', { seed: 0, parameters }))).toEqual([
      'reply-leaves-with-vlan-tag',
      'vlan-device-on-vlan-device',
    ]);
  });
});

it('the same seed plays the same history', () => {
  const play = () => JSON.stringify(scenario.run('fix', { seed: 5 }).history);
  expect(play()).toBe(play());
});

it.each([
  { guestMtuBytes: 0 },
  { computeNodes: 0 },
  { dataCentreVlan: 100, tenantVlan: 100 },
  { surprise: 1 },
])('a world with the parameters %j is refused', (parameters) => {
  expect(() => scenario.run('healthy', { seed: 0, parameters })).toThrow(
    expect.objectContaining({ code: 'SCENARIO_PARAMETER_INVALID' }),
  );
});
