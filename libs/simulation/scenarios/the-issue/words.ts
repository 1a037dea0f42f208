import type { NonEmpty, Phrase } from '../../scenario.js';
import { askedLine, boundLine } from './lines.js';
import type { SymptomId } from './probes.js';
import type { IssueEntry } from './world.js';

export const symptoms: Readonly<Record<SymptomId, NonEmpty<Phrase>>> = {
  'drops-off-the-network': [
    ({ value }) => `${value} just went away, no ping no ssh, nova list says ACTIVE`,
    'one of our VMs is unreachable all of a sudden although virsh shows it running',
    'blip, and the machine was gone from the network',
  ],
  'restart-brings-it-back': [
    'rebooting the VM cures it for a while',
    'after a hard reboot the server is fine, until next time',
    'nova reboot and it answers again',
  ],
  'comes-back-again': [
    ({ value }) => `that is now number ${value} for this VM, no idea why`,
    'the same server loses its network night after night',
    'same guest again, hypervisor looks perfectly fine',
  ],
  'traffic-stops-then-idle': [
    ({ value }) => `sar on ${value} shows the rx counter going to zero in one second and staying there`,
    'according to its own logs the guest sat there doing nothing after packets stopped coming',
    'graphs of the VM: busy, then a cliff, then flat zero',
  ],
  'renewals-ignored': [
    ({ value }) => `dhclient sends the renewal ${value} times and acts as if there was no answer`,
    'the VM repeats its DHCPREQUEST over and over and does not take the ACK',
    'lease renewals of that guest get no reaction',
  ],
  'server-answers-every-request': [
    ({ value }) => `dnsmasq acked ${value} times within a minute, so the dhcp server does its job`,
    'on the controller every request of the VM has its DHCPACK right behind it',
    'syslog of the dhcp server: request, ack, request, ack, request, ack',
  ],
  'broadcast-then-give-up': [
    ({ value }) => `dhclient finally broadcasts to 255.255.255.255 and then ${value} is gone from eth0`,
    'after asking everybody by broadcast the client drops the lease and the interface has no IP',
    'the guest ends up without an IP, it had tried broadcast before',
  ],
  'dhclient-dead': [
    'no dhclient process left in the VM',
    ({ value }) => `on the console of ${value}: ps shows that dhclient has quit`,
    'dhclient died with no dhcpoffers',
  ],
  'networking-restart-helps': [
    'ifdown/ifup through the VNC console is enough to get it back',
    '/etc/init.d/networking restart in the VM repairs it without reboot',
    'restarting the network in the guest works too',
  ],
  'after-heavy-traffic': [
    ({ value }) => `went down ${value} minutes after the big backup job had started`,
    'hits the box that moves the most data, always around the nightly backup',
    'it had pushed lots of gigabytes shortly before',
  ],
  'iperf-reproduces': [
    ({ value }) => `with iperf against the VM I can kill its network, took ${value} minutes`,
    'we can trigger it by hammering the guest with iperf',
    'bandwidth test with iperf, and within half an hour the guest is off the net',
  ],
  'loss-precedes-dhcp': [
    ({ value }) =>
      `tcpdump: everything was already dead ${value} seconds before the first renewal without answer`,
    'in the pcap the other traffic ends before dhcp has any trouble',
    'the lease was still good when packets stopped arriving, see capture',
  ],
};

export const healthy: NonEmpty<string> = [
  'which address range is left for a second project network?',
  'please add a reverse DNS entry for the new web server',
  'the wiki needs more disk space by next week',
  'a student cannot log in, probably a forgotten password',
  'is there a template for a larger flavour?',
];

/** What clients log as long as they get what they ask for. */
export function healthyLines(history: readonly IssueEntry[]): string[] {
  const lines: string[] = [];
  for (const entry of history) {
    if (entry.kind === 'dhcp-bound') lines.push(boundLine(entry));
    else if (entry.kind === 'dhcp-asked' && entry.state === 'renewing') lines.push(askedLine(entry));
    if (lines.length >= 30) break;
  }
  return lines;
}
