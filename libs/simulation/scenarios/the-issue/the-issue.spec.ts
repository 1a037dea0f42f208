import { describe, expect, it } from '@jest/globals';
import { compileSignature } from '../../../matching/index.js';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { arms } from '../../arms.js';
import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import { proofOf } from '../../proof/testing.js';
import { theIssue as scenario } from './index.js';
import { draw, HOUR_MS } from './parameters.js';
import { hoursUntilLoss } from './sweeps.js';
import { build, type IssueEntry } from './world.js';

const record = shippedRecord('the-issue');
const seeds = Array.from({ length: 10 }, (_, seed) => seed);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the issue', () => {
  it('proves what its record claims, on each seed', () => {
    const proof = proofOf(scenario, { seeds: { from: 0, to: 9 }, arms }, claimOf(record));
    expect([proof.declaration, ...proof.plays.map((it) => it.firstFailure)].flat().filter(Boolean)).toEqual(
      [],
    );
    expect(proof.holds).toBe(true);
  });

  it('writes log lines that the signatures of its record recognise, and none into the log of a healthy world', () => {
    const lines = Object.values(scenario.run('fault', { seed: 1 }).symptoms).flatMap((observations) =>
      observations.flatMap(({ line }) => line ?? []),
    );
    const hits = record.signatures.filter(({ pattern }) => lines.some(compileSignature(pattern)));
    expect(hits.map(({ id }) => id)).toEqual([
      'dhclient-broadcast',
      'dhclient-no-offers',
      'dnsmasq-acknowledges',
    ]);
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(3);
    expect(record.signatures.filter(({ pattern }) => healthyLines.some(compileSignature(pattern)))).toEqual(
      [],
    );
  });

  it('shows an operator of the look-alike a silent server, and guests that lose nothing else before', () => {
    const { check, exclusions } = scenario.run('look-alike', { seed: 0 });
    expect(check.finding).toMatch(/answers to 0 of [1-9]/);
    for (const id of ['server-silent', 'other-guests-too', 'only-renewals-fail', 'never-under-load']) {
      expect([id, exclusions[id]]).not.toEqual([id, []]);
    }
  });
});

describe('a guest with the racy card', () => {
  const run = (parameters: Readonly<Record<string, unknown>>) =>
    scenario.run('fault', { seed: 2, parameters }).symptoms;

  it('keeps its network for as long as nobody sends it much', () => {
    expect(run({ backupMbitPerS: 50, iperfMbitPerS: 60 })['drops-off-the-network']).toEqual([]);
    expect(run({})['drops-off-the-network']).not.toEqual([]);
  });

  it('keeps it at any load where the window is closed', () => {
    expect(run({ raceWindowNs: 0, iperfMbitPerS: 10_000 })['drops-off-the-network']).toEqual([]);
  });

  it('loses it in a fraction of the time under twice the load', () => {
    const hours = (mbitPerS: number) =>
      mean(seeds.map((seed) => hoursUntilLoss(mbitPerS, 60, 20, seed).traffic));
    expect(hours(400)).toBeGreaterThan(3 * hours(800));
  });

  it('loses its traffic as soon with a long lease as with a short one, and only its address later', () => {
    const [short, long] = [60, 86_400].map((leaseS) => hoursUntilLoss(450, leaseS, 20, 0));
    expect(long!.traffic).toBe(short!.traffic);
    expect(short!.address - short!.traffic).toBeLessThan(90 / 3_600);
    expect(long!.address - long!.traffic).toBeGreaterThan(12 * (1 - 1 / 8));
  });
});

describe('the DHCP client', () => {
  /** A world whose clients are made to play every renewal, by waking them all the time, or are let rest. */
  function renewalsIn(hours: number, isAwake: boolean): number {
    const simulation = new Simulation<IssueEntry>({ seed: 3 });
    const { guests } = build(draw(simulation.random('parameters')), simulation);
    const [{ client, name }] = guests;
    if (isAwake) simulation.every(10_000, () => client.wake());
    simulation.runUntil(hours * HOUR_MS);
    client.wake();
    const mine = <E extends { part: string }>(entries: readonly E[]) =>
      entries.filter(({ part }) => part === name);
    const played = mine(ofKind(simulation.history, 'dhcp-bound')).length - 1;
    const quiet = mine(ofKind(simulation.history, 'dhcp-renewed-quietly')).map(({ times }) => times);
    return played + quiet.reduce((sum, times) => sum + times, 0);
  }

  it('has renewed as often when it rests between events as when every frame is played', () => {
    const [resting, awake] = [renewalsIn(3, false), renewalsIn(3, true)];
    expect(awake).toBeGreaterThan(350);
    expect(Math.abs(resting - awake)).toBeLessThanOrEqual(1);
  });

  it('asks its server after half of the lease, everybody after seven eighths, and ends a minute after the lease', () => {
    const simulation = new Simulation<IssueEntry>({ seed: 4 });
    const { guests, server } = build(draw(simulation.random('parameters')), simulation);
    const [{ client, name }] = guests;
    simulation.runUntil(1_000);
    server.isRunning = false;
    simulation.runUntil(200_000);
    const boundAtMs = ofKind(simulation.history, 'dhcp-bound')[0]!.atMs;
    const steps = simulation.history.flatMap((entry) =>
      entry.part === name && (entry.kind === 'dhcp-asked' || entry.kind === 'dhcp-expired')
        ? [[Math.round((entry.atMs - boundAtMs) / 1_000), 'to' in entry ? entry.to : 'expired'] as const]
        : [],
    );
    const since = steps.filter(([seconds]) => seconds >= 1);
    expect(since.slice(0, 2)).toEqual([
      [30, '10.0.0.1'],
      [40, '10.0.0.1'],
    ]);
    expect(since).toContainEqual([52, '255.255.255.255']);
    expect(since).toContainEqual([60, 'expired']);
    expect(since.filter(([seconds]) => seconds > 60).every(([, to]) => to === '255.255.255.255')).toBe(true);
    expect(client.isRunning).toBe(false);
    const gaveUpAtMs = ofKind(simulation.history, 'dhcp-gave-up').find(({ part }) => part === name)!.atMs;
    expect((gaveUpAtMs - boundAtMs) / 1_000).toBeGreaterThanOrEqual(120);
  });
});

describe('the parameters of a world', () => {
  it.each([{ leaseS: 0 }, { neighbours: 0 }, { raceWindowNs: -1 }, { surprise: 1 }])(
    'refuse %j',
    (parameters) => {
      expect(() => scenario.run('healthy', { seed: 0, parameters })).toThrow(
        expect.objectContaining({ code: 'SCENARIO_PARAMETER_INVALID' }),
      );
    },
  );
});
