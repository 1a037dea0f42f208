import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, packetsPerS } from './parameters.js';
import type { World } from './world.js';
import { watchGuests } from './operator.js';

const BACKUP_AT_MS = HOUR_MS;
const IPERF_AT_MS = 15 * HOUR_MS;
const IPERF_MS = 30 * MINUTE_MS;
const DAY_S = 86_400;

export const workload: Intervention<World> = {
  description:
    'A backup runs into one guest every night, somebody tests its bandwidth in the afternoon, and monitoring pings all.',
  apply(world) {
    const { stage, parameters, guests } = world;
    const [busy] = guests;
    const { backupMbitPerS, backupHours, iperfMbitPerS } = parameters;
    const backup = () => busy.run('backup', packetsPerS(backupMbitPerS), backupHours * HOUR_MS);
    const test = () => busy.run('iperf', packetsPerS(iperfMbitPerS), IPERF_MS);
    stage.every(DAY_MS, backup, BACKUP_AT_MS);
    stage.every(DAY_MS, test, IPERF_AT_MS);
    watchGuests(world);
  },
};

export const fault: Intervention<World> = {
  description: 'The hypervisor has the racy version of the virtual network card.',
  apply({ parameters, guests }) {
    for (const { nic } of guests) nic.setRaceWindow(parameters.raceWindowNs);
  },
};

export const fix: Remedy<World> = {
  id: 'patch-the-hypervisor',
  description: 'Install the patched hypervisor, and stop and start each guest, so that it runs on it.',
  apply({ guests }) {
    for (const guest of guests) {
      guest.nic.setRaceWindow(0);
      guest.reboot();
    }
  },
};

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'longer-lease',
    description: 'Raise the DHCP lease to a week, so that it has to be renewed less often.',
    apply({ server, guests }) {
      for (const { client } of guests) client.wake();
      server.leaseS = 7 * DAY_S;
    },
  },
  {
    id: 'restart-networking',
    description: 'Restart networking in the guest.',
    apply({ guests: [busy] }) {
      busy.restartNetworking();
    },
  },
  {
    id: 'reboot-the-guest',
    description: 'Reboot the guest.',
    apply({ guests: [busy] }) {
      busy.reboot();
    },
  },
];

export const serverDown: Intervention<World> = {
  description: 'The DHCP server dies and nobody notices.',
  apply({ server, guests }) {
    for (const { client } of guests) client.wake();
    server.isRunning = false;
  },
};
