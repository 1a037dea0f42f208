import { IP_PROTOCOL } from '../../frames/ipv4.js';
import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { IMAGES, launch, terminate, type World } from './world.js';

export const fault: Intervention<World> = {
  description: 'The automation writes the VLAN device of the data centre into vlan_interface, on every node.',
  apply: ({ nodes }) => nodes.forEach((node) => node.attachTenantVlanTo('data-centre-vlan')),
};

export const fix: Remedy<World> = {
  id: 'attach-tenant-vlans-to-the-bond',
  description: 'Write vlan_interface=bond0 on every node, delete the stacked devices, restart nova-network.',
  apply: ({ nodes }) => nodes.forEach((node) => node.attachTenantVlanTo('bond')),
};

const JUMBO_BYTES = 9000;

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'raise-the-uplink-mtu',
    description: 'Have the data centre raise the MTU of the uplink, router and switch port.',
    apply({ uplink }) {
      uplink.inside.setMtu(JUMBO_BYTES);
      uplink.port.mtuBytes = JUMBO_BYTES;
    },
  },
  {
    id: 'raise-the-guest-mtu',
    description: 'Raise the MTU of the virtual NICs, in the guests and on the hypervisor.',
    apply({ guests }) {
      for (const { card, tap } of guests) {
        card.setMtu(JUMBO_BYTES);
        tap.setMtu(JUMBO_BYTES);
      }
    },
  },
  {
    id: 'relaunch-the-guests',
    description: 'Terminate every guest and launch another of the same image.',
    apply: (world) => relaunch(world, (image) => image),
  },
  {
    id: 'use-another-image',
    description: 'Terminate every guest and launch it from another image.',
    apply: (world) => relaunch(world, (image) => IMAGES.find((it) => it !== image)!),
  },
];

function relaunch(world: World, imageFor: (image: string) => string): void {
  for (const guest of world.guests) {
    terminate(world, guest);
    launch(world, guest.node, imageFor(guest.image));
  }
}

export const tunnel: Intervention<World> = {
  description:
    'The way to the Internet leads through a tunnel from now on, and the firewall keeps the router’s complaints from the guests.',
  apply({ uplink, controller, parameters }) {
    uplink.outside.setMtu(parameters.tunnelMtuBytes);
    controller.stack.filter = ({ protocol, payload }) => protocol !== IP_PROTOCOL.icmp || payload[0] !== 3;
  },
};
