import { derivedId } from '../../../kernel/index.js';
import type { QueryLogged } from '../../parts/database-server.js';
import type { RequestFinished, WorkerSample } from '../../parts/api-worker.js';
import type { HostSample } from '../../parts/memory-host.js';
import { MINUTE } from './parameters.js';

/** The day on which a world begins, in the week of the tale. */
const BEGIN = Date.UTC(2014, 0, 10, 6);
const PROCESS = 129745;

/** A request as nova-api's own log tells of it. */
export function apiLogLine({ atMs, action, tenant, release, tookMs }: RequestFinished): string {
  const time = new Date(BEGIN + atMs).toISOString().replace('T', ' ').replace('Z', '');
  const context = [`req-${derivedId('request', atMs)}`, hex('user'), hex(tenant)].join(' ');
  const image = release === 'Havana' ? 'ami-00000001' : 'ami-00000007';
  const [server, path] =
    action === 'RunInstances'
      ? [
          'nova.ec2.wsgi.server',
          `/services/Cloud?AWSAccessKeyId=[something]&Action=${action}&ClientToken=[something]&ImageId=${image}&InstanceInitiatedShutdownBehavior=terminate...`,
        ]
      : ['nova.osapi_compute.wsgi.server', `/v2/${hex(tenant)}/servers/detail`];
  return `${time} ${PROCESS} INFO ${server} [${context}] 203.0.113.29 "GET ${path} HTTP/1.1" status: 200 len: 1109 time: ${(tookMs / 1_000).toFixed(7)}`;
}

/** The header of an entry of MySQL's slow query log. */
export const slowQueryLine = ({ tookMs, lockMs, rowsSent, rowsExamined }: QueryLogged): string =>
  `# Query_time: ${(tookMs / 1_000).toFixed(6)}  Lock_time: ${(lockMs / 1_000).toFixed(6)} Rows_sent: ${rowsSent}  Rows_examined: ${rowsExamined}`;

/** The line of nova-api in `top`. */
export function topLine({ atMs, residentMb, ramMb, busy }: WorkerSample): string {
  const [virtual, resident] = [gigabytes(residentMb + 300), gigabytes(residentMb)];
  const share = ((100 * residentMb) / ramMb).toFixed(1);
  const minutes = Math.floor((atMs / MINUTE) * busy);
  return `${PROCESS} nova      20   0 ${virtual} ${resident} 3120 R ${(busy * 100).toFixed(1)} ${share} ${minutes}:31.07 nova-api`;
}

export const swapLine = ({ swapMb, swapSizeMb }: HostSample): string =>
  `Swap: ${swapSizeMb * 1_024}k total, ${swapMb * 1_024}k used`;

const gigabytes = (mb: number) => `${(mb / 1_024).toFixed(1)}g`;
const hex = (name: string) => derivedId('tenant', name).replaceAll('-', '');
