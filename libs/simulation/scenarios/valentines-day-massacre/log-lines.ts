/** The evening on which a world begins. */
const BEGIN = Date.UTC(2013, 1, 14, 21, 40);
const MONTHS = ['Jan', 'Feb', 'Mar'];

/** `Feb 15 01:40:18` */
function syslogTime(atMs: number): string {
  const time = new Date(BEGIN + atMs);
  const day = String(time.getUTCDate()).padStart(2);
  return `${MONTHS[time.getUTCMonth()]!} ${day} ${time.toISOString().slice(11, 19)}`;
}

/** A line of a switch's log, in the manner of Arista EOS. */
const switchLine = (atMs: number, chassis: string, agent: string, message: string) =>
  `${syslogTime(atMs)} ${chassis} ${agent}: ${message}`;

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

export const portLine = (atMs: number, label: string, isUp: boolean): string => {
  const [chassis, name] = label.split('/') as [string, string];
  const server = `Server${name.replace(/\D/g, '')}`;
  const message = `%LINEPROTO-5-UPDOWN: Line protocol on Interface ${name} (${server}), changed state to ${isUp ? 'up' : 'down'}`;
  return switchLine(atMs, chassis, 'Ebra', message);
};

export const bondLine = (atMs: number, node: string): string =>
  `${syslogTime(atMs)} ${node} kernel: bonding: bond0: now running without any active interface!`;

export const serviceLine = (atMs: number, node: string, isUp: boolean): string => {
  const at = new Date(BEGIN + atMs).toISOString().slice(0, 19);
  return `| nova-compute | ${node} | nova | enabled | ${isUp ? 'up' : 'down'} | ${at}.000000 |`;
};
