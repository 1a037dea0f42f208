import { describe, expect, it } from '@jest/globals';
import { compileSignature } from '../../../matching/index.js';
import { claimOf, shippedRecord } from '../../../../test/support/shipped-record.js';
import { arms } from '../../arms.js';
import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import { proofOf } from '../../proof/testing.js';
import { downTheRabbitHole as scenario } from './index.js';
import { workload } from './interventions.js';
import { draw, HOUR_MS } from './parameters.js';
import { exclusionProbes, probes } from './probes.js';
import { sweeps } from './sweeps.js';
import { build, type RabbitHoleEntry } from './world.js';

const record = shippedRecord('down-the-rabbit-hole');

describe('down the rabbit hole', () => {
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
    expect(new Set(hits.map(({ event }) => event))).toEqual(
      new Set([
        'console-log-huge',
        'console-output-read',
        'broker-memory-alarm',
        'queue-master-failover',
        'broker-node-down',
        'broker-out-of-memory',
        'rpc-timeout',
        'broker-connection-lost',
      ]),
    );
    const { healthyLines } = scenario.run('healthy', { seed: 1 });
    expect(healthyLines.length).toBeGreaterThan(20);
    expect(record.signatures.filter(({ pattern }) => healthyLines.some(compileSignature(pattern)))).toEqual(
      [],
    );
  });

  it('shows an operator of the look-alike normal memory and a partition', () => {
    const { check, exclusions } = scenario.run('look-alike', { seed: 0 });
    expect(check.finding).toBe('memory stayed below the watermark, a partition is logged');
    expect(exclusions['partition-logged']!.map(({ line }) => line)).toContainEqual(
      expect.stringContaining("running_partitioned_network, 'rabbit@mq1'"),
    );
    expect(exclusions['broker-memory-normal']).not.toEqual([]);
    expect(exclusions['console-logs-small']).not.toEqual([]);
  });
});

describe('the brokers', () => {
  const deathsWith = (parameters: Readonly<Record<string, unknown>>) =>
    ofKind(
      scenario.run('fault', { seed: 4, parameters }).history as readonly RabbitHoleEntry[],
      'broker-stopped',
    );

  it('survive where the guest complains so little that three copies of its console fit', () => {
    expect(deathsWith({ complaintKbPerS: 10 })).toEqual([]);
    expect(deathsWith({})).not.toEqual([]);
  });

  it('survive where the owner of the guest looks only once', () => {
    expect(deathsWith({ refreshesMax: 1, brokerRamGb: 64 })).toEqual([]);
  });

  it('die later with more memory, and not at all with a thousand times as much', () => {
    const firstDeathMs = (brokerRamGb: number) => deathsWith({ brokerRamGb })[0]?.atMs ?? Infinity;
    expect(firstDeathMs(4)).toBeLessThan(firstDeathMs(16));
    expect(firstDeathMs(1_000)).toBe(Infinity);
  });

  it('need memory in proportion to the console, and next to none once it is capped', () => {
    const [whole, capped] = sweeps[0].series.map(
      ({ measure }) =>
        (mb: number) =>
          measure(mb, 0),
    );
    expect(whole!(300)).toBeGreaterThan(2 * whole!(100));
    expect(capped!(5_500)).toBe(capped!(10));
  });
});

it('a dead scheduler turns the monitoring red, and its queue fills, which is another incident', () => {
  const simulation = new Simulation<RabbitHoleEntry>({ seed: 0 });
  const world = build(
    { ...draw(simulation.random('parameters')), launchEveryS: 5, brokerRamGb: 1_000 },
    simulation,
  );
  workload.apply(world);
  world.endpoints.find(({ name }) => name === 'nova-scheduler')!.stop();
  simulation.runUntil(16 * HOUR_MS);
  const { history } = simulation;
  expect(probes['slow-launches'](history)).not.toEqual([]);
  expect(probes['monitoring-green'](history)).toEqual([]);
  expect(exclusionProbes['queues-full-of-small-messages'](history)).not.toEqual([]);
});

describe('the parameters of a world', () => {
  it.each([{ brokerRamGb: 0 }, { computeNodes: 0 }, { refreshEveryS: Number.NaN }, { surprise: 1 }])(
    'refuse %j',
    (parameters) => {
      expect(() => scenario.run('healthy', { seed: 0, parameters })).toThrow(
        expect.objectContaining({ code: 'SCENARIO_PARAMETER_INVALID' }),
      );
    },
  );
});
