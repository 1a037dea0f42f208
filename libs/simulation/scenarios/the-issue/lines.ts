import type { OfKind } from '../../history.js';
import { syslogTime } from '../../log-time.js';
import type { IssueEntry } from './world.js';

type Of<K extends IssueEntry['kind']> = OfKind<IssueEntry, K>;

/** Virtual time starts at this midnight. */
const START_MS = Date.UTC(2012, 7, 28);
const dhclient = (atMs: number, host: string, text: string) =>
  `${syslogTime(START_MS + atMs)} ${host} dhclient: ${text}`;

export const askedLine = ({ atMs, part, message, address, to }: Of<'dhcp-asked'>) =>
  message === 'DHCPREQUEST'
    ? dhclient(atMs, part, `DHCPREQUEST of ${address} on eth0 to ${to} port 67`)
    : dhclient(atMs, part, `DHCPDISCOVER on eth0 to ${to} port 67`);

export const boundLine = ({ atMs, part, address, renewalS }: Of<'dhcp-bound'>) =>
  dhclient(atMs, part, `bound to ${address} -- renewal in ${Math.round(renewalS)} seconds.`);

export const noOffersLine = ({ atMs, part }: Of<'dhcp-gave-up'>) =>
  dhclient(atMs, part, 'No DHCPOFFERS received.');

export const noLeasesLine = ({ atMs, part }: Of<'dhcp-gave-up'>) =>
  dhclient(atMs, part, 'No working leases in persistent database - sleeping.');

export const serverLine = ({ atMs, part, message, device, address, mac, hostName }: Of<'dhcp-logged'>) => {
  const name = message === 'DHCPACK' ? ` ${hostName}` : '';
  const bridge = device.split('/').at(-1)!;
  return `${syslogTime(START_MS + atMs)} ${part} dnsmasq-dhcp[2210]: ${message}(${bridge}) ${address} ${mac}${name}`;
};
