import type { Observation } from '../../scenario.js';
import { HOUR_MS, MINUTE_MS } from './parameters.js';
import { rpcTimeoutLine } from './lines.js';
import type { RabbitHoleEntry } from './world.js';

type History = readonly RabbitHoleEntry[];

/** So long an instance may be in BUILD before somebody wonders. */
const SLOW_MS = 3 * MINUTE_MS;
/** After this, nobody expects it any more. */
const LOST_MS = HOUR_MS;

interface Launch {
  readonly requestedMs: number;
  readonly activeMs: number;
  readonly failedMs: number;
}

/** Launches that are in BUILD for minutes, each dated by when that became remarkable. */
export function slowLaunches(history: History): Observation[] {
  const nowMs = endOf(history);
  return launchesOf(history).flatMap(({ requestedMs, activeMs, failedMs }) => {
    const untilMs = Math.min(activeMs, failedMs, nowMs);
    if (untilMs - requestedMs <= SLOW_MS) return [];
    const minutes = Math.round((untilMs - requestedMs) / MINUTE_MS);
    return [{ atMs: requestedMs + SLOW_MS, value: minutes, unit: 'min' }];
  });
}

/** Launches that ended in an error or never came to an end. */
export function failedLaunches(history: History): Observation[] {
  const nowMs = endOf(history);
  return launchesOf(history).flatMap(({ requestedMs, activeMs, failedMs }): Observation[] => {
    if (failedMs < Infinity) {
      return [{ atMs: failedMs, value: 'ERROR', line: rpcTimeoutLine(failedMs) }];
    }
    const lostMs = requestedMs + LOST_MS;
    return lostMs <= Math.min(nowMs, activeMs) ? [{ atMs: lostMs, value: 'BUILD' }] : [];
  });
}

/** Moments at which somebody complained of a launch. */
export const complaints = (history: History): number[] =>
  [...slowLaunches(history), ...failedLaunches(history)].map(({ atMs }) => atMs).sort((a, b) => a - b);

function launchesOf(history: History): Launch[] {
  const launches = new Map<string, { -readonly [K in keyof Launch]: Launch[K] }>();
  for (const entry of history) {
    if (entry.kind === 'launch-requested') {
      const { instance, atMs } = entry;
      launches.set(instance, { requestedMs: atMs, activeMs: Infinity, failedMs: Infinity });
    } else if (entry.kind === 'launch-active') {
      launches.get(entry.instance)!.activeMs = entry.atMs;
    } else if (entry.kind === 'launch-failed') {
      launches.get(entry.instance)!.failedMs = entry.atMs;
    }
  }
  return [...launches.values()];
}

const endOf = (history: History) => history.at(-1)?.atMs ?? 0;
