import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import { fault } from './interventions.js';
import { DAY_MS, HOUR_MS, packetsPerS, type Parameters } from './parameters.js';
import { build, type IssueEntry } from './world.js';

const typical: Parameters = {
  backupMbitPerS: 450,
  backupHours: 3,
  iperfMbitPerS: 900,
  idlePacketsPerS: 100,
  leaseS: 60,
  raceWindowNs: 20,
  reactionMin: 60,
  neighbours: 1,
};
const HOURS_MAX = 1_000;

/** Hours of sustained load until the guest receives nothing any more, and until it has no address any more. */
export function hoursUntilLoss(mbitPerS: number, leaseS: number, raceWindowNs: number, seed: number) {
  const simulation = new Simulation<IssueEntry>({ seed });
  const world = build({ ...typical, leaseS, raceWindowNs }, simulation);
  const [busy] = world.guests;
  simulation.runUntil(1_000);
  fault.apply(world);
  busy.run('iperf', packetsPerS(mbitPerS), 2 * HOURS_MAX * HOUR_MS);
  const hoursUntil = (isOver: () => boolean) => {
    while (!isOver() && simulation.nowMs < HOURS_MAX * HOUR_MS) {
      simulation.runUntil(simulation.nowMs + HOUR_MS / 4);
    }
  };
  hoursUntil(() => busy.nic.isStalled);
  hoursUntil(() => busy.client.address === undefined);
  const firstHour = (kind: 'virtio-queue-stalled' | 'dhcp-expired') =>
    Math.min(HOURS_MAX, (ofKind(simulation.history, kind)[0]?.atMs ?? Infinity) / HOUR_MS);
  return { traffic: firstHour('virtio-queue-stalled'), address: firstHour('dhcp-expired') };
}

const loadsMbit = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000] as const;
const leasesS = [60, 120, 600, 3_600, 6 * 3_600, DAY_MS / 1_000, (7 * DAY_MS) / 1_000] as const;

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'hours-until-loss-against-load',
    title: `How long a busy guest keeps its network (${HOURS_MAX} h: for good)`,
    x: { label: 'Offered load', unit: 'Mbit/s' },
    y: { label: 'Time until traffic stops', unit: 'h', scale: 'log' },
    series: [
      {
        label: 'racy notification',
        xs: loadsMbit,
        measure: (x, seed) => hoursUntilLoss(x, 60, typical.raceWindowNs, seed).traffic,
        seeds: 10,
      },
      {
        label: 'patched hypervisor',
        xs: loadsMbit,
        measure: (x, seed) => hoursUntilLoss(x, 60, 0, seed).traffic,
        seeds: 1,
      },
    ],
  },
  {
    id: 'hours-until-loss-against-lease-time',
    title: 'A longer lease hides the loss and does not prevent it',
    x: { label: 'Lease time', unit: 's', scale: 'log' },
    y: { label: 'Time under the load of a backup', unit: 'h', scale: 'log' },
    series: [
      {
        label: 'until traffic stops',
        xs: leasesS,
        measure: (x, seed) => hoursUntilLoss(450, x, typical.raceWindowNs, seed).traffic,
        seeds: 10,
      },
      {
        label: 'until the address is lost',
        xs: leasesS,
        measure: (x, seed) => hoursUntilLoss(450, x, typical.raceWindowNs, seed).address,
        seeds: 10,
      },
    ],
  },
];
