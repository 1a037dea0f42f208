import { syslogTime } from '../../log-time.js';
import type { IcmpSeen } from '../../parts/sniffer.js';
import type { VlanListed } from './entries.js';

/** When a world begins. */
const BEGIN = Date.UTC(2012, 7, 3, 14, 2);

/** `14:02:11.402118`, as tcpdump writes it. */
function timeOfDay(atMs: number): string {
  const microseconds = String(Math.floor((atMs % 1) * 1000)).padStart(3, '0');
  return new Date(BEGIN + Math.floor(atMs)).toISOString().slice(11, 23) + microseconds;
}

/** A line of `tcpdump -e -n`. */
export function tcpdumpLine(seen: IcmpSeen): string {
  const { atMs, sourceMac, destinationMac, frameBytes, tags, tagCount, source, destination, sequence } = seen;
  const chain = tags.split(',').map((id, at) => {
    const inner = at < tagCount - 1 ? '802.1Q' : 'IPv4';
    return `vlan ${id}, p 0, ethertype ${inner}, `;
  });
  const outer = tagCount > 0 ? '802.1Q (0x8100)' : 'IPv4 (0x0800)';
  const head = `${timeOfDay(atMs)} ${sourceMac} > ${destinationMac}, ethertype ${outer}, length ${frameBytes}: `;
  const icmpBytes = frameBytes - 34 - 4 * tagCount;
  const what = `${source} > ${destination}: ICMP ${seen.type.replace('-', ' ')}, id ${seen.identifier}, seq ${sequence}, length ${icmpBytes}`;
  return head + (tagCount > 0 ? chain.join('') : '') + what;
}

/** A line of `ip a`. */
export const ipLine = ({ device, parent, mtuBytes, bridge }: VlanListed): string =>
  `10: ${device}@${parent}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu ${mtuBytes} qdisc noqueue master ${bridge} state UP`;

/** What a guest's sshd logs. */
export const loginLine = (atMs: number, address: string): string =>
  `${syslogTime(BEGIN + atMs)} ${address} sshd[2211]: Accepted publickey for ubuntu from 198.51.100.7`;

/** What ping says at its end. */
export const pingLine = (target: string, isAnswered: boolean): string =>
  `${target}: 1 packets transmitted, ${isAnswered ? 1 : 0} received, ${isAnswered ? 0 : 100}% packet loss`;
