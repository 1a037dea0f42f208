import type { OfKind } from '../../history.js';
import { openStackTime, syslogTime } from '../../log-time.js';
import type { RabbitHoleEntry } from './world.js';

type Of<K extends RabbitHoleEntry['kind']> = OfKind<RabbitHoleEntry, K>;

/** Virtual time starts at this midnight. */
const START_MS = Date.UTC(2013, 5, 10);
const novaTime = (atMs: number) => openStackTime(START_MS + atMs);

export const rpcTimeoutLine = (atMs: number) =>
  `${novaTime(atMs)} ERROR nova.openstack.common.rpc.common [-] Timeout: Timeout while waiting on RPC response.`;

export const consoleReadLine = ({ atMs, instance }: Of<'console-read'>) =>
  `${novaTime(atMs)} AUDIT nova.compute.manager [-] [instance: ${instance}] Get console output`;

export const activeLine = ({ atMs, instance }: Of<'launch-active'>) =>
  `${novaTime(atMs)} INFO nova.virt.libvirt.driver [-] [instance: ${instance}] Instance spawned successfully.`;

export const disconnectedLine = ({ atMs, node }: Of<'connection-lost'>) =>
  `${novaTime(atMs)} ERROR nova.openstack.common.rpc.common [-] AMQP server on ${node}:5672 is unreachable: ` +
  '[Errno 104] Connection reset by peer. Trying again in 1 seconds.';

export const connectedLine = ({ atMs, node }: Of<'connected'>) =>
  `${novaTime(atMs)} INFO nova.openstack.common.rpc.common [-] Reconnected to AMQP server on ${node}:5672`;

export const watermarkLine = ({ usedBytes, allowedBytes }: Of<'memory-alarm-set'>) =>
  `vm_memory_high_watermark set. Memory used:${usedBytes} allowed:${allowedBytes}`;

export const memoryAlarmLine = ({ part }: Of<'memory-alarm-set'>) =>
  `memory resource limit alarm set on node rabbit@${part}.`;

export const peerLostLine = ({ peer }: Of<'broker-peer-lost'>) => `rabbit on node rabbit@${peer} down`;

export const partitionedLine = ({ part, peer }: Of<'broker-partitioned'>) =>
  `Mnesia('rabbit@${part}'): ** ERROR ** mnesia_event got ` +
  `{inconsistent_database, running_partitioned_network, 'rabbit@${peer}'}`;

export const promotedLine = ({ part }: Of<'broker-promoted'>) =>
  `Mirrored-queue (queue 'conductor' in vhost '/'): Promoting slave <rabbit@${part}.1.312.0> to master`;

export const outOfMemoryLine = ({ atMs, part }: Of<'broker-stopped'>) =>
  `${syslogTime(START_MS + atMs)} ${part} kernel: Out of memory: Kill process 2341 (beam.smp) ` +
  'score 912 or sacrifice child';

/** `ls -sh`, `wc -l` and `ls -l` of the largest console. */
export const surveyLines = ({ atMs, path, bytes, lines }: Of<'console-survey'>) => [
  `${humanSize(bytes)} ${path}`,
  `${lines} ${path}`,
  `-rw-rw---- 1 libvirt-qemu kvm ${bytes} ${syslogTime(START_MS + atMs).slice(0, 12)} ${path}`,
];

/** A size as `ls -h` prints it: powers of 1024, one digit after the point below ten, rounded up. */
export function humanSize(bytes: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let [size, at] = [bytes, 0];
  while (size >= 1_024 && at < units.length - 1) [size, at] = [size / 1_024, at + 1];
  const digits = size < 10 && at > 0 ? (Math.ceil(size * 10) / 10).toFixed(1) : `${Math.ceil(size)}`;
  return `${digits}${units[at]!}`;
}
