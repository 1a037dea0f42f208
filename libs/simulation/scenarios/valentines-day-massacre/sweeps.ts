import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import { isForBridges } from '../../parts/mac-table.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import type { ComputeNode } from './compute-node.js';
import type { MassacreEntry } from './entries.js';
import { draw, MINUTE } from './parameters.js';
import { fault } from './remedies.js';
import { build, launchCentOs } from './world.js';

/** What a hypervisor does about BPDUs of its guests. */
export type Protection = 'none' | 'drop' | 'guard-each-guest';

/** How many guests, the one that sends BPDUs included, are cut off when it is launched beside so many others. */
export function guestsCutOff(neighbours: number, seed: number, protection: Protection): number {
  const simulation = new Simulation<MassacreEntry>({ seed });
  const drawn = draw(simulation.random('parameters'));
  const world = build({ ...drawn, computeNodes: 3, guestsPerNode: neighbours }, simulation);
  const [node] = world.nodes as [ComputeNode];
  if (protection === 'drop') node.dropBpdusOfGuests();
  if (protection === 'guard-each-guest') guardEachGuest(node);
  fault.apply(world);
  launchCentOs(world, node);
  simulation.runUntil(8 * MINUTE);
  for (const { address, node: home } of world.guests)
    if (home === node) world.controller.pinger.ping(address, 56);
  simulation.runUntil(9 * MINUTE);
  return ofKind(simulation.history, 'ping-finished').filter(({ outcome }) => outcome !== 'answered').length;
}

/** `bpdu_guard on` for the port of each guest: a guest that sends a BPDU is cut off, and nobody else. */
function guardEachGuest({ bridge, legs }: ComputeNode): void {
  bridge.filter = (frame, from) => {
    const isGuilty = isForBridges(frame) && from.mac !== legs[0].mac;
    if (isGuilty) bridge.remove(from);
    return !isGuilty;
  };
}

const NEIGHBOURS = [1, 2, 5, 10, 20, 50, 99] as const;

const series = (label: string, protection: Protection) => ({
  label,
  xs: NEIGHBOURS,
  seeds: 1,
  measure: (neighbours: number, seed: number) => guestsCutOff(neighbours, seed, protection),
});

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'blast-radius',
    title: 'Guests that one BPDU of one guest cuts off, by how many others share its node',
    x: { label: 'Other guests on the node', unit: 'guests' },
    y: { label: 'Cut off', unit: 'guests' },
    series: [
      series('nothing between guest and switch', 'none'),
      series('guard on each guest’s port', 'guard-each-guest'),
      series('the hypervisor drops BPDUs', 'drop'),
    ],
  },
];
