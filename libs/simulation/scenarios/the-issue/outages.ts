import { ofKind, type OfKind } from '../../history.js';
import type { IssueEntry } from './world.js';

export type History = readonly IssueEntry[];
type Asked = OfKind<IssueEntry, 'dhcp-asked'>;

/** A guest that answered pings and then did not, twice in a row. */
export interface Outage {
  readonly address: string;
  /** When the second ping was given up. */
  readonly atMs: number;
  /** When the next one was answered; Infinity if none was. */
  readonly backAtMs: number;
}

export function outagesOf(history: History): Outage[] {
  const outages: { address: string; atMs: number; backAtMs: number }[] = [];
  const state = new Map<string, { silent: number; open: (typeof outages)[number] | undefined }>();
  for (const { target: address, outcome, atMs } of ofKind(history, 'ping-finished')) {
    const known = state.get(address) ?? { silent: 0, open: undefined };
    state.set(address, known);
    if (outcome === 'silent') {
      known.silent += 1;
      if (known.silent === 2) outages.push((known.open = { address, atMs, backAtMs: Infinity }));
    } else {
      if (known.open) known.open.backAtMs = atMs;
      state.set(address, { silent: 0, open: undefined });
    }
  }
  return outages;
}

/** Renewals that were asked for more than once, one series for each: nothing was taken in between. */
export function ignoredRequests(history: History): Asked[][] {
  const series: Asked[][] = [];
  const open = new Map<string, Asked[]>();
  for (const entry of history) {
    if (entry.kind === 'dhcp-asked' && (entry.state === 'renewing' || entry.state === 'rebinding')) {
      const asked = open.get(entry.part) ?? [];
      asked.push(entry);
      open.set(entry.part, asked);
      if (asked.length === 2) series.push(asked);
    } else if (entry.kind === 'dhcp-bound' || entry.kind === 'dhcp-expired') {
      open.delete(entry.part);
    }
  }
  return series;
}

/** Names of the guests by their addresses, as far as they have got one. */
export const namesOf = (history: History) =>
  new Map(ofKind(history, 'dhcp-bound').map(({ address, part }) => [address, part]));

/** What a guest received at a moment. */
export const rateAt = (history: History, guest: string, atMs: number): number =>
  ofKind(history, 'rate-changed').findLast((it) => it.part === guest && it.atMs <= atMs)?.packetsPerS ?? 0;

/** Whether the server's log has an answer to a request, right after it. */
export function isAnswered(history: History, { mac, atMs }: Asked): boolean {
  return history.some(
    (it) =>
      it.kind === 'dhcp-logged' &&
      it.message === 'DHCPACK' &&
      it.mac === mac &&
      it.atMs >= atMs &&
      it.atMs <= atMs + 1_000,
  );
}
