import { ofKind } from '../../history.js';
import type { Observation, Probe } from '../../scenario.js';
import { complaints, failedLaunches, slowLaunches } from './launches.js';
import {
  consoleReadLine,
  disconnectedLine,
  memoryAlarmLine,
  outOfMemoryLine,
  partitionedLine,
  peerLostLine,
  promotedLine,
  surveyLines,
  watermarkLine,
} from './lines.js';
import { HOUR_MS, MINUTE_MS } from './parameters.js';
import type { RabbitHoleEntry } from './world.js';

type History = readonly RabbitHoleEntry[];
export type SymptomId =
  | 'slow-launches'
  | 'launches-fail'
  | 'traffic-to-the-master'
  | 'broker-memory-grows'
  | 'broker-master-dies'
  | 'monitoring-green'
  | 'comes-back-after-restart'
  | 'guest-log-in-api-log'
  | 'huge-console-log'
  | 'user-refreshes-console'
  | 'guest-logs-without-end';
export type ExclusionId =
  'broker-memory-normal' | 'partition-logged' | 'console-logs-small' | 'queues-full-of-small-messages';

const MB = 1_000_000;
const GB = 1_000_000_000;
/** Control messages alone bring a few kilobytes a second. */
const SPIKE_BYTES_PER_S = 2 * MB;
/** Nobody logs so much of a guest on purpose. */
const FLOOD_BYTES = 10 * MB;
const HUGE_BYTES = GB;
const SMALL_BYTES = 10 * MB;
const REPEATS = 1_000_000;
/** So many requests within so long are no longer a look. */
const REFRESHES = 5;
const REFRESHES_WITHIN_MS = 15 * MINUTE_MS;
const BACKLOG_MESSAGES = 10_000;

const hasMemoryAlarm = (history: History) => history.some(({ kind }) => kind === 'memory-alarm-set');

export const probes: Readonly<Record<SymptomId, Probe<RabbitHoleEntry>>> = {
  'slow-launches': slowLaunches,
  'launches-fail': failedLaunches,

  'traffic-to-the-master': (history) =>
    ofKind(history, 'broker-sample')
      .filter(({ inBytesPerS }) => inBytesPerS >= SPIKE_BYTES_PER_S)
      .map(({ atMs, inBytesPerS }) => ({ atMs, value: Math.round(inBytesPerS / MB), unit: 'MB/s' })),

  'broker-memory-grows': (history) =>
    ofKind(history, 'memory-alarm-set').flatMap((alarm) => {
      const value = Math.round((alarm.usedBytes / GB) * 10) / 10;
      const seen = { atMs: alarm.atMs, value, unit: 'GB' };
      return [
        { ...seen, line: watermarkLine(alarm) },
        { ...seen, line: memoryAlarmLine(alarm) },
      ];
    }),

  'broker-master-dies': (history) =>
    ofKind(history, 'broker-promoted').flatMap((promoted) => {
      const { atMs, from } = promoted;
      const atOnce = history
        .filter((entry) => entry.atMs === atMs)
        .flatMap((entry) => deathLine(entry, from));
      return [promotedLine(promoted), ...atOnce].map((line) => ({ atMs, value: from, line }));
    }),

  'monitoring-green': (history) => {
    const moments = complaints(history);
    return ofKind(history, 'service-check')
      .filter(({ red, atMs }) => red === 0 && hasOneWithin(moments, atMs - 10 * MINUTE_MS, atMs))
      .map(({ atMs, services }) => ({ atMs, value: `${services} services OK` }));
  },

  'comes-back-after-restart': (history) => {
    const troubles = history.filter(({ kind }) => kind === 'memory-alarm-set' || kind === 'broker-stopped');
    const restarts = ofKind(history, 'broker-started');
    return troubles.flatMap((trouble, at): Observation[] => {
      const before = troubles[at - 1];
      if (!before || trouble.atMs - before.atMs < 4 * HOUR_MS) return [];
      const restart = restarts.findLast(({ atMs }) => atMs < trouble.atMs);
      const hasRecovered = history.some(
        ({ kind, atMs }) =>
          kind === 'launch-active' && restart && atMs > restart.atMs && atMs < restart.atMs + HOUR_MS,
      );
      if (!restart || !hasRecovered) return [];
      const hours = Math.round((trouble.atMs - restart.atMs) / HOUR_MS);
      return [{ atMs: trouble.atMs, value: hours, unit: 'h' }];
    });
  },

  'guest-log-in-api-log': (history) =>
    ofKind(history, 'debug-logged').flatMap(({ atMs, bytes, guestLine }) =>
      guestLine === undefined || bytes < FLOOD_BYTES
        ? []
        : [{ atMs, value: Math.round(bytes / MB), unit: 'MB', line: guestLine }],
    ),

  'huge-console-log': (history) =>
    ofKind(history, 'console-survey')
      .filter(({ bytes }) => bytes >= HUGE_BYTES)
      .flatMap((survey) => {
        const seen = { atMs: survey.atMs, value: Math.round((survey.bytes / GB) * 10) / 10, unit: 'GB' };
        return surveyLines(survey).map((line) => ({ ...seen, line }));
      }),

  'user-refreshes-console': (history) => {
    const reads = ofKind(history, 'console-read');
    const requests = ofKind(history, 'page-requested');
    return requests.flatMap(({ atMs, instance }, at): Observation[] => {
      const earlier = requests[at - REFRESHES + 1];
      if (!earlier || atMs - earlier.atMs > REFRESHES_WITHIN_MS) return [];
      const read = reads.findLast((it) => it.instance === instance && it.atMs <= atMs);
      return [{ atMs, value: instance, ...(read ? { line: consoleReadLine(read) } : {}) }];
    });
  },

  'guest-logs-without-end': (history) =>
    ofKind(history, 'console-survey')
      .filter(({ repeats }) => repeats >= REPEATS)
      .map(({ atMs, repeats, lastLine }) => ({ atMs, value: repeats, unit: 'times', line: lastLine })),
};

export const exclusionProbes: Readonly<Record<ExclusionId, Probe<RabbitHoleEntry>>> = {
  'broker-memory-normal': (history) =>
    hasMemoryAlarm(history) ? [] : complaints(history).map((atMs) => ({ atMs, value: true })),

  'partition-logged': (history) =>
    ofKind(history, 'broker-partitioned').map((entry) => ({
      atMs: entry.atMs,
      value: entry.peer,
      line: partitionedLine(entry),
    })),

  'console-logs-small': (history) => {
    const surveys = ofKind(history, 'console-survey');
    return complaints(history).flatMap((atMs): Observation[] => {
      const survey = surveys.findLast((it) => it.atMs <= atMs);
      if (!survey || survey.bytes >= SMALL_BYTES) return [];
      const [line] = surveyLines(survey);
      return [{ atMs, value: Math.round(survey.bytes / 1_000), unit: 'KB', line: line! }];
    });
  },

  'queues-full-of-small-messages': (history) =>
    ofKind(history, 'broker-sample')
      .filter(({ messages }) => messages >= BACKLOG_MESSAGES)
      .map(({ atMs, messages }) => ({ atMs, value: messages, unit: 'messages' })),
};

/** The check `broker-memory`: at the watermark, or normal and a partition logged? */
export function askForBrokerMemory(history: History) {
  const alarms = ofKind(history, 'memory-alarm-set');
  const partitions = ofKind(history, 'broker-partitioned').length;
  const nodes = [...new Set(alarms.map(({ part }) => part))].sort().join(' and ');
  const memory = nodes
    ? `memory reached the high watermark on ${nodes}`
    : 'memory stayed below the watermark';
  const finding = `${memory}, ${partitions > 0 ? 'a partition is logged' : 'no partition is logged'}`;
  return { finding, pointsHere: alarms.length > 0 && partitions === 0 };
}

function deathLine(entry: RabbitHoleEntry, node: string): string[] {
  if (entry.kind === 'broker-peer-lost' && entry.peer === node) return [peerLostLine(entry)];
  if (entry.kind === 'connection-lost' && entry.node === node) return [disconnectedLine(entry)];
  const isKilled = entry.kind === 'broker-stopped' && entry.part === node && entry.reason === 'out-of-memory';
  return isKilled ? [outOfMemoryLine(entry)] : [];
}

function hasOneWithin(moments: readonly number[], fromMs: number, untilMs: number): boolean {
  return moments.some((atMs) => atMs >= fromMs && atMs <= untilMs);
}
