import type { RequestFinished } from '../../parts/api-worker.js';
import type { Observation, Probe } from '../../scenario.js';
import { apiLogLine, slowQueryLine, swapLine, topLine } from './log-lines.js';
import { MINUTE, SECOND } from './parameters.js';
import { isSlowLaunch } from './workload.js';
import type { HavanaEntry } from './world.js';

type History = readonly HavanaEntry[];
type OfKind<Kind> = Extract<HavanaEntry, { readonly kind: Kind }>;
type HavanaProbe = Probe<HavanaEntry>;

export const all = <Kind extends HavanaEntry['kind']>(history: History, kind: Kind) =>
  history.filter((it): it is OfKind<Kind> => it.kind === kind);

export const launches = (history: History) =>
  all(history, 'request-finished').filter(({ action }) => action === 'RunInstances');
export const slowLaunches = (history: History) => launches(history).filter(isSlowLaunch);

const seconds = (ms: number) => Math.round(ms / 100) / 10;
const gigabytes = (mb: number) => Math.round(mb / 102.4) / 10;

const requestsSlow: HavanaProbe = (history) =>
  slowLaunches(history).map((it) => ({
    atMs: it.atMs,
    value: seconds(it.tookMs),
    unit: 's',
    line: apiLogLine(it),
  }));

/** While a launch took minutes, everything that was asked over the other API was answered at once. */
const ec2Only: HavanaProbe = (history) => {
  const lists = all(history, 'request-finished').filter(({ action }) => action === 'ListServers');
  return slowLaunches(history).flatMap(({ atMs, tookMs }): Observation[] => {
    const meanwhile = lists.filter((it) => it.atMs > atMs - tookMs && it.atMs <= atMs);
    const slowestMs = Math.max(...meanwhile.map((it) => it.tookMs));
    return meanwhile.length >= 3 && slowestMs < 2 * SECOND
      ? [{ atMs, value: `${seconds(tookMs)} s against ${seconds(slowestMs)} s` }]
      : [];
  });
};

const fasterBefore: HavanaProbe = (history) => {
  const before = launches(history).filter(({ release }) => release === 'Grizzly');
  const medianMs = before.map(({ tookMs }) => tookMs).sort((a, b) => a - b)[before.length >> 1];
  if (medianMs === undefined) return [];
  return slowLaunches(history)
    .filter(({ release, tookMs }) => release !== 'Grizzly' && tookMs >= 10 * medianMs)
    .map(({ atMs, tookMs }) => ({ atMs, value: Math.round(tookMs / medianMs), unit: 'times as long' }));
};

/** Megabytes by which the process grew while it served a request. */
export const growthMb = ({ residentBeforeMb, residentAfterMb }: RequestFinished) =>
  residentAfterMb - residentBeforeMb;

const memoryGrows: HavanaProbe = (history) => {
  const samples = all(history, 'worker-sample');
  const isKept = (atMs: number, residentMb: number) =>
    (samples.find((it) => it.atMs > atMs)?.residentMb ?? 0) >= residentMb;
  return launches(history)
    .filter((it) => growthMb(it) >= 1_024 && isKept(it.atMs, it.residentAfterMb))
    .map((it) => ({ atMs: it.atMs, value: gigabytes(growthMb(it)), unit: 'GB' }));
};

const eatsAllMemory: HavanaProbe = (history) =>
  all(history, 'worker-sample')
    .filter(({ residentMb, ramMb }) => residentMb >= 0.9 * ramMb)
    .map((it) => ({
      atMs: it.atMs,
      value: gigabytes(it.residentMb),
      unit: 'GB',
      line: topLine(it),
    }));

const hostSwaps: HavanaProbe = (history) =>
  all(history, 'host-sample')
    .filter(({ swapMb }) => swapMb >= 100)
    .map((it) => ({ atMs: it.atMs, value: gigabytes(it.swapMb), unit: 'GB', line: swapLine(it) }));

/** Small right after a restart, and on its way up again later; dated by when it is. */
const restartHelps: HavanaProbe = (history) => {
  const restarts = all(history, 'process-restarted');
  const samples = all(history, 'worker-sample');
  return restarts.flatMap(({ atMs, part, residentBeforeMb }): Observation[] => {
    const next = restarts.find((it) => it.part === part && it.atMs > atMs)?.atMs ?? Infinity;
    const after = samples.filter((it) => it.part === part && it.atMs > atMs && it.atMs < next);
    const again = after.find(({ residentMb }) => residentMb >= 10_240);
    const isFreed = residentBeforeMb >= 10_240 && (after[0]?.residentMb ?? Infinity) < 4_096;
    return isFreed && again ? [{ atMs: again.atMs, value: gigabytes(residentBeforeMb), unit: 'GB' }] : [];
  });
};

const SAMPLES_OF_FIVE_MINUTES = 15;

/** Busy for five minutes on end with at most ten requests a minute. */
const highLoad: HavanaProbe = (history) => {
  const samples = all(history, 'worker-sample');
  let [busy, requests] = [0, 0];
  return samples.flatMap((it, at): Observation[] => {
    const past = samples[at - SAMPLES_OF_FIVE_MINUTES];
    busy += it.busy - (past?.busy ?? 0);
    requests += it.requestsReceived - (past?.requestsReceived ?? 0);
    const isBusy = past !== undefined && busy >= 0.95 * SAMPLES_OF_FIVE_MINUTES && requests <= 50;
    return isBusy
      ? [{ atMs: it.atMs, value: Math.round((100 * busy) / SAMPLES_OF_FIVE_MINUTES), unit: '%' }]
      : [];
  });
};

const manyDeletedRows: HavanaProbe = (history) =>
  all(history, 'rows-counted')
    .filter((it) => it.deletedInstances >= 200_000 && it.deletedMetadata >= 1_000_000)
    .map(({ atMs, deletedInstances }) => ({ atMs, value: deletedInstances, unit: 'rows' }));

const queriesSlow: HavanaProbe = (history) =>
  all(history, 'query-logged')
    .filter((it) => it.tookMs >= 10 * SECOND && it.rowsSent >= 100_000 && it.lockMs < SECOND)
    .map((it) => ({
      atMs: it.atMs,
      value: it.rowsSent,
      unit: 'rows',
      line: slowQueryLine(it),
    }));

export const probes = {
  'ec2-requests-slow': requestsSlow,
  'ec2-only': ec2Only,
  'faster-before-upgrade': fasterBefore,
  'memory-grows-during-request': memoryGrows,
  'nova-api-eats-all-memory': eatsAllMemory,
  'host-swaps': hostSwaps,
  'restart-helps': restartHelps,
  'high-api-load': highLoad,
  'many-deleted-rows': manyDeletedRows,
  'database-queries-slow': queriesSlow,
};

const memoryFlat: HavanaProbe = (history) =>
  slowLaunches(history)
    .filter(({ residentAfterMb }) => residentAfterMb < 1_024)
    .map(({ atMs, residentAfterMb }) => ({ atMs, value: residentAfterMb, unit: 'MB' }));

const lockContention: HavanaProbe = (history) =>
  all(history, 'query-logged')
    .filter(({ tookMs, lockMs, rowsExamined }) => lockMs > tookMs / 2 && rowsExamined < 10_000)
    .map((it) => ({ atMs: it.atMs, value: seconds(it.lockMs), unit: 's', line: slowQueryLine(it) }));

/** The other API is slow too, though the host is not short of memory. */
const allApisSlow: HavanaProbe = (history) => {
  const swapping = all(history, 'host-sample').filter(({ swapMb }) => swapMb > 0);
  return all(history, 'request-finished')
    .filter(({ action, tookMs }) => action === 'ListServers' && tookMs >= 10 * SECOND)
    .filter(
      ({ atMs, tookMs }) =>
        !swapping.some((it) => it.atMs > atMs - tookMs - MINUTE && it.atMs <= atMs + MINUTE),
    )
    .map(({ atMs, tookMs }) => ({ atMs, value: seconds(tookMs), unit: 's' }));
};

const fewDeletedRows: HavanaProbe = (history) =>
  all(history, 'rows-counted')
    .filter(({ deletedInstances }) => deletedInstances < 50_000)
    .map(({ atMs, deletedInstances }) => ({ atMs, value: deletedInstances, unit: 'rows' }));

const slowBefore: HavanaProbe = (history) =>
  slowLaunches(history)
    .filter(({ release }) => release === 'Grizzly')
    .map(({ atMs, tookMs }) => ({ atMs, value: seconds(tookMs), unit: 's' }));

const slowWithoutRequests: HavanaProbe = (history) => {
  const samples = all(history, 'worker-sample');
  return samples.flatMap((it, at): Observation[] => {
    const before = samples[at - 1];
    const isIdle = before?.requestsInFlight === 0 && it.requestsReceived === 0;
    const grownMb = it.residentMb - (before?.residentMb ?? 0);
    return isIdle && grownMb >= 500 ? [{ atMs: it.atMs, value: grownMb, unit: 'MB' }] : [];
  });
};

export const exclusionProbes = {
  'memory-flat': memoryFlat,
  'lock-contention': lockContention,
  'all-apis-slow': allApisSlow,
  'few-deleted-rows': fewDeletedRows,
  'slow-before-the-upgrade': slowBefore,
  'slow-without-requests': slowWithoutRequests,
};

/** What the two APIs log while all is well. */
export const healthyLines = (history: History): string[] =>
  all(history, 'request-finished').slice(0, 40).map(apiLogLine);
