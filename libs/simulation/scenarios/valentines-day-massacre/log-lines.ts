import { openStackTime, syslogTime } from '../../log-time.js';

/** The evening on which a world begins. */
const BEGIN = Date.UTC(2013, 1, 14, 21, 40);
const timeAt = (atMs: number) => syslogTime(BEGIN + atMs);

/** A line of a switch's log, in the manner of Arista EOS. */
const switchLine = (atMs: number, chassis: string, agent: string, message: string) =>
  `${timeAt(atMs)} ${chassis} ${agent}: ${message}`;

export const bpduGuardLine = (atMs: number, chassis: string, name: string, sourceMac: string): string =>
  switchLine(
    atMs,
    chassis,
    'Stp',
    `%SPANTREE-4-BLOCK_BPDUGUARD: Received BPDU packet on ${name} with BPDU guard enabled. Disabling interface. (source mac ${sourceMac})`,
  );

export const errDisabledLine = (atMs: number, chassis: string, name: string): string =>
  switchLine(atMs, chassis, 'Ebra', `%ETH-4-ERRDISABLE: bpduguard error detected on ${name}.`);

export const mlagLine = (atMs: number, chassis: string, name: string): string =>
  switchLine(
    atMs,
    chassis,
    'Mlag',
    `%MLAG-4-INTF_INACTIVE_LOCAL: Local interface ${name} is link down. MLAG ${name.replace(/\D/g, '')} is inactive.`,
  );

export const bondLine = (atMs: number, node: string): string =>
  `${timeAt(atMs)} ${node} kernel: bonding: bond0: now running without any active interface!`;

/** A row of `nova service-list`. */
export const serviceLine = (atMs: number, node: string, isUp: boolean): string => {
  const at = openStackTime(BEGIN + atMs).replace(' ', 'T');
  return `| nova-compute | ${node} | nova | enabled | ${isUp ? 'up' : 'down'} | ${at}.000000 |`;
};

export const spawnedLine = (atMs: number, guest: string): string =>
  `${openStackTime(BEGIN + atMs)} INFO nova.virt.libvirt.driver [-] [${guest}] Instance spawned successfully.`;
