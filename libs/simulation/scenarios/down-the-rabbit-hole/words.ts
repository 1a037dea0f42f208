import type { NonEmpty, Phrase } from '../../scenario.js';
import { activeLine, connectedLine, surveyLines } from './lines.js';
import type { SymptomId } from './probes.js';
import type { RabbitHoleEntry } from './world.js';

export const symptoms: Readonly<Record<SymptomId, NonEmpty<Phrase>>> = {
  'slow-launches': [
    ({ value }) => `boots are crawling, the last one sat in BUILD for ${value} minutes`,
    'new servers hang at scheduling, normally they are up within half a minute',
    'people ask why creating a VM takes ages since this morning',
  ],
  'launches-fail': [
    'every now and then a new VM goes to ERROR, the RPC to nova-network timed out',
    'some boot requests just vanish, the VM never comes up and volume attach times out as well',
    'nova boot fails at random with rpc timeouts',
  ],
  'traffic-to-the-master': [
    ({ value }) => `the network graph of the rabbit master shows a peak of ${value} MB/s, usually it is flat`,
    'something pumps a lot of data to the node that is master of our rabbitmq cluster',
    'bandwidth to the primary message queue server shot up',
  ],
  'broker-memory-grows': [
    ({ value }) => `rabbitmq eats memory, ${value} GB and the watermark alarm is on`,
    'RAM use of both rabbit nodes climbs and climbs as if there was a leak, publishers get blocked',
    'beam.smp keeps growing on the message queue servers until the memory alarm',
  ],
  'broker-master-dies': [
    ({ value }) => `rabbit on ${value} was just gone and all clients reconnected to the other node`,
    'our primary rabbitmq died out of the blue, the mirror took over',
    'the queue master got killed, no warning before, services failed over',
  ],
  'monitoring-green': [
    ({ value }) => `nagios is happy (${value}) while users complain`,
    'all our checks are green, nova services report :-)',
    'no alert at all from the monitoring, all nova processes run',
  ],
  'comes-back-after-restart': [
    ({ value }) => `bounced rabbit, all fine, and ${value} hours later the very same thing again`,
    'after restarting rabbitmq we had peace until next morning, then again',
    'second time now: restart of the broker helps for the rest of the day only',
  ],
  'guest-log-in-api-log': [
    "turned on debug in nova-api and the log is full of some guest's syslog",
    ({ value }) => `nova-api.log got ${value} MB of kernel messages of a VM in one go`,
    'with debug the api log races by, and it is the boot console of a customer machine',
  ],
  'huge-console-log': [
    ({ value }) => `found a console.log of ${value} GB on one hypervisor`,
    'there is an enormous console.log in the instances directory of a compute node',
    'console file of one guest has tens of millions of lines',
  ],
  'user-refreshes-console': [
    'a customer has the console log tab in horizon open and hits reload all the time',
    'the dashboard access log shows the same user asking for the same console output every minute',
    'lots of os-getConsoleOutput calls for one and the same VM',
  ],
  'guest-logs-without-end': [
    'one guest is broken and spits the same error to its serial console forever',
    ({ value }) => `the same line ${value} times in the console of that VM`,
    'a VM floods its console with one message',
  ],
};

export const healthy: NonEmpty<string> = [
  'a user wants the console log of a VM as a download, is there a way?',
  'the quota of a project shows one instance more than it has',
  'dashboard logs people out after half an hour, can we make that longer?',
  'image upload from the office is slower than from home',
  'floating ip page lists addresses in a strange order',
];

/** What the logs of such a cloud hold on a good day. */
export function healthyLines(history: readonly RabbitHoleEntry[]): string[] {
  const lines: string[] = [];
  for (const entry of history) {
    if (entry.kind === 'launch-active') lines.push(activeLine(entry));
    else if (entry.kind === 'connected') lines.push(connectedLine(entry));
    else if (entry.kind === 'console-survey' && entry.bytes < 1_000_000) lines.push(...surveyLines(entry));
    if (lines.length >= 30) break;
  }
  return lines;
}
