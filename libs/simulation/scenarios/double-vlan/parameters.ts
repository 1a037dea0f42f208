import { z } from 'zod';
import type { Random } from '../../../kernel/index.js';
import { drawChance, drawInteger, drawOne } from '../../engine/draw.js';
import type { Timeline } from '../../scenario.js';

/** IPv4 demands 576 of every host; switches do not go beyond 9216. */
const mtu = z.number().int().min(576).max(9216);
const vlanId = z.number().int().min(2).max(4094);

export const parametersSchema = z
  .strictObject({
    computeNodes: z.number().int().min(1).max(8),
    guestsPerNode: z.number().int().min(1).max(8),
    /** The VLAN on which the data centre delivers the Internet, and the first project's own. */
    dataCentreVlan: vlanId,
    tenantVlan: vlanId,
    guestMtuBytes: mtu,
    /** Of the bonds of controller and compute nodes, and the cards in them. */
    hostMtuBytes: mtu,
    /** Of the VLAN devices and bridges on them. */
    vlanMtuBytes: mtu,
    switchMtuBytes: mtu,
    /** Of the router that leads to the Internet, and of its port on the switch. */
    uplinkMtuBytes: mtu,
    /** What a tunnel behind that router leaves, once there is one. */
    tunnelMtuBytes: mtu,
  })
  .refine((it) => it.dataCentreVlan !== it.tenantVlan, {
    message: 'The project needs a VLAN of its own',
    path: ['tenantVlan'],
  });

export type Parameters = z.output<typeof parametersSchema>;

/** Data centres in which 1500 bytes fit everywhere, and 1504 do not: the cards are the limit, or the switch is. */
export function draw(random: Random): Parameters {
  const haveJumboCards = drawChance(random, 0.4);
  return {
    computeNodes: drawInteger(random, 2, 3),
    guestsPerNode: drawInteger(random, 1, 2),
    dataCentreVlan: drawInteger(random, 2, 99),
    tenantVlan: drawInteger(random, 100, 199),
    guestMtuBytes: 1500,
    hostMtuBytes: haveJumboCards ? 9000 : 1500,
    vlanMtuBytes: 1500,
    switchMtuBytes: haveJumboCards ? 1500 : drawOne(random, [1500, 9216]),
    uplinkMtuBytes: 1500,
    // What GRE, VXLAN, WireGuard and IPsec leave of 1500.
    tunnelMtuBytes: drawOne(random, [1476, 1450, 1440, 1420, 1400]),
  };
}

export const timeline = (): Timeline => ({
  healthyMs: 6_000,
  faultyMs: 24_000,
  settleMs: 10_000,
  watchedMs: 9_000,
});
