import { ofKind } from '../../history.js';
import type { Observation, Probe } from '../../scenario.js';
import { askedLine, noLeasesLine, noOffersLine, serverLine } from './lines.js';
import { ignoredRequests, isAnswered, namesOf, outagesOf, rateAt, type History } from './outages.js';
import { HOUR_MS, MINUTE_MS } from './parameters.js';
import type { IssueEntry } from './world.js';

export type SymptomId =
  | 'drops-off-the-network'
  | 'restart-brings-it-back'
  | 'comes-back-again'
  | 'traffic-stops-then-idle'
  | 'renewals-ignored'
  | 'server-answers-every-request'
  | 'broadcast-then-give-up'
  | 'dhclient-dead'
  | 'networking-restart-helps'
  | 'after-heavy-traffic'
  | 'iperf-reproduces'
  | 'loss-precedes-dhcp';
type ExclusionId = 'other-guests-too' | 'server-silent' | 'only-renewals-fail' | 'never-under-load';

/** Only transfers on purpose bring so much. */
const HEAVY_PACKETS_PER_S = 10_000;
const HEAVY_WITHIN_MS = 6 * HOUR_MS;
const IDLE_MS = 5 * MINUTE_MS;
const IPERF_MS = 30 * MINUTE_MS;
/** A client that hears its answers asks twice a lease; three answers within less time say that it does not. */
const ANSWERS = 3;
const ANSWERS_WITHIN_MS = 45_000;

export const probes: Readonly<Record<SymptomId, Probe<IssueEntry>>> = {
  'drops-off-the-network': (history) =>
    outagesOf(history).map(({ address, atMs }) => ({ atMs, value: address })),

  'restart-brings-it-back': (history) => recoveries(history, 'guest-rebooted'),
  'networking-restart-helps': (history) => recoveries(history, 'networking-restarted'),

  'comes-back-again': (history) => {
    const counts = new Map<string, number>();
    return outagesOf(history).flatMap(({ address, atMs }): Observation[] => {
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      return count > 1 ? [{ atMs, value: count, unit: 'times' }] : [];
    });
  },

  'traffic-stops-then-idle': (history) =>
    stopsOf(history)
      .filter(({ atMs, untilMs }) => untilMs - atMs >= IDLE_MS)
      .map(({ atMs, part }) => ({ atMs: atMs + IDLE_MS, value: part })),

  'renewals-ignored': (history) =>
    ignoredRequests(history).flatMap((asked) =>
      asked
        .slice(1)
        .map((entry, at) => ({ atMs: entry.atMs, value: at + 2, unit: 'requests', line: askedLine(entry) })),
    ),

  'server-answers-every-request': (history) => {
    const answers = ofKind(history, 'dhcp-logged').filter(({ message }) => message === 'DHCPACK');
    return answers.flatMap((entry): Observation[] => {
      const recent = answers.filter(
        ({ mac, atMs }) => mac === entry.mac && atMs <= entry.atMs && atMs > entry.atMs - ANSWERS_WITHIN_MS,
      );
      if (recent.length < ANSWERS) return [];
      return recent.map((it) => ({
        atMs: entry.atMs,
        value: recent.length,
        unit: 'answers',
        line: serverLine(it),
      }));
    });
  },

  'broadcast-then-give-up': (history) =>
    ofKind(history, 'dhcp-expired').flatMap(({ atMs, part, address }): Observation[] => {
      const broadcast = ofKind(history, 'dhcp-asked').findLast(
        (it) => it.part === part && it.atMs <= atMs && it.state === 'rebinding',
      );
      return broadcast ? [{ atMs, value: address, line: askedLine(broadcast) }] : [];
    }),

  'dhclient-dead': (history) =>
    ofKind(history, 'dhcp-gave-up').flatMap((entry) =>
      [noOffersLine(entry), noLeasesLine(entry)].map((line) => ({
        atMs: entry.atMs,
        value: entry.part,
        line,
      })),
    ),

  'after-heavy-traffic': (history) => {
    const names = namesOf(history);
    const loads = ofKind(history, 'rate-changed').filter((it) => it.packetsPerS >= HEAVY_PACKETS_PER_S);
    return outagesOf(history).flatMap(({ address, atMs }): Observation[] => {
      const load = loads.findLast((it) => it.part === names.get(address) && it.atMs <= atMs);
      if (!load || atMs - load.atMs > HEAVY_WITHIN_MS) return [];
      return [{ atMs, value: Math.round((atMs - load.atMs) / MINUTE_MS), unit: 'min' }];
    });
  },

  'iperf-reproduces': (history) =>
    ofKind(history, 'load-started')
      .filter(({ job }) => job === 'iperf')
      .flatMap((test): Observation[] => {
        const stop = stopsOf(history).find(({ part, atMs }) => part === test.part && atMs >= test.atMs);
        if (!stop || stop.atMs - test.atMs > IPERF_MS) return [];
        const minutes = Math.round((stop.atMs - test.atMs) / MINUTE_MS);
        return [{ atMs: stop.atMs, value: minutes, unit: 'min' }];
      }),

  'loss-precedes-dhcp': (history) =>
    ignoredRequests(history).flatMap(([first]): Observation[] => {
      const rate = ofKind(history, 'rate-changed').findLast(
        ({ part, atMs }) => part === first!.part && atMs <= first!.atMs,
      );
      if (rate?.packetsPerS !== 0) return [];
      const seconds = Math.round((first!.atMs - rate.atMs) / 100) / 10;
      return [{ atMs: first!.atMs, value: seconds, unit: 's' }];
    }),
};

export const exclusionProbes: Readonly<Record<ExclusionId, Probe<IssueEntry>>> = {
  'other-guests-too': (history) => {
    const outages = outagesOf(history);
    return outages
      .filter(({ address, atMs }) =>
        outages.some((it) => it.address !== address && it.atMs <= atMs && it.atMs > atMs - HOUR_MS),
      )
      .map(({ atMs, address }) => ({ atMs, value: address }));
  },

  'server-silent': (history) =>
    ignoredRequests(history)
      .flat()
      .filter((asked) => !isAnswered(history, asked))
      .map((asked) => ({ atMs: asked.atMs, value: asked.part, line: askedLine(asked) })),

  'only-renewals-fail': (history) =>
    ignoredRequests(history)
      .flatMap((asked) => asked.slice(1))
      .filter(({ part, atMs }) => rateAt(history, part, atMs) > 0)
      .map((asked) => ({ atMs: asked.atMs, value: asked.part })),

  'never-under-load': (history) => {
    const names = namesOf(history);
    const loads = ofKind(history, 'rate-changed').filter((it) => it.packetsPerS >= HEAVY_PACKETS_PER_S);
    return outagesOf(history)
      .filter(({ address, atMs }) => !loads.some((it) => it.part === names.get(address) && it.atMs <= atMs))
      .map(({ atMs, address }) => ({ atMs, value: address }));
  },
};

/** The check `server-log`: are requests that a guest repeats answered in the server's log? */
export function askServerLog(history: History) {
  const repeated = ignoredRequests(history).flat();
  const answered = repeated.filter((asked) => isAnswered(history, asked)).length;
  const finding = `the server's log has answers to ${answered} of ${repeated.length} requests that a guest repeated`;
  return { finding, pointsHere: repeated.length > 0 && answered === repeated.length };
}

/** Outages after which the guest answered again, once somebody had done that to it. */
function recoveries(history: History, kind: 'guest-rebooted' | 'networking-restarted'): Observation[] {
  const names = namesOf(history);
  const done = history.filter((entry) => entry.kind === kind);
  return outagesOf(history)
    .filter(({ address, atMs, backAtMs }) =>
      done.some((it) => it.part === names.get(address) && it.atMs > atMs && it.atMs < backAtMs),
    )
    .filter(({ backAtMs }) => backAtMs < Infinity)
    .map(({ address, backAtMs }) => ({ atMs: backAtMs, value: address }));
}

/** From when to when guests received nothing at all. */
function stopsOf(history: History): { part: string; atMs: number; untilMs: number }[] {
  const rates = ofKind(history, 'rate-changed');
  const endMs = history.at(-1)?.atMs ?? 0;
  return rates.flatMap(({ part, atMs, packetsPerS }, at) => {
    if (packetsPerS > 0) return [];
    const next = rates.slice(at + 1).find((it) => it.part === part);
    return [{ part, atMs, untilMs: next?.atMs ?? endMs }];
  });
}
