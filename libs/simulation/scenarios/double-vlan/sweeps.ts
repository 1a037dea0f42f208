import { Simulation } from '../../engine/simulation.js';
import { ofKind } from '../../history.js';
import type { NonEmpty, Sweep } from '../../scenario.js';
import type { VlanEntry } from './entries.js';
import { draw, type Parameters } from './parameters.js';
import { fault } from './remedies.js';
import { build } from './world.js';

interface Case {
  readonly isStacked: boolean;
  readonly parameters?: Partial<Parameters>;
}

/** Share of pings of a size, from outside to a guest, that are answered, in per cent. */
export function repliesTo(
  payloadBytes: number,
  seed: number,
  { isStacked, parameters: given }: Case,
): number {
  const simulation = new Simulation<VlanEntry>({ seed });
  const parameters = { ...draw(simulation.random('parameters')), ...given };
  const world = build(parameters, simulation);
  if (isStacked) fault.apply(world);
  for (const { address } of world.guests) world.outside.pinger.ping(address, payloadBytes);
  simulation.runUntil(10_000);
  const pings = ofKind(simulation.history, 'ping-finished');
  return (100 * pings.filter(({ outcome }) => outcome === 'answered').length) / pings.length;
}

const PAYLOADS = [
  1440, 1450, 1460, 1464, 1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1476, 1480,
] as const;

const series = (label: string, isStacked: boolean) => ({
  label,
  xs: PAYLOADS,
  seeds: 4,
  measure: (payloadBytes: number, seed: number) => repliesTo(payloadBytes, seed, { isStacked }),
});

export const sweeps: NonEmpty<Sweep> = [
  {
    id: 'replies-by-payload',
    title:
      'Pings from outside that are answered, by their size: with a second tag the cliff comes 4 bytes early',
    x: { label: 'Payload of the ping', unit: 'bytes' },
    y: { label: 'Answered', unit: '%' },
    series: [series('VLANs on the bond', false), series('VLANs on the VLAN of the data centre', true)],
  },
];
