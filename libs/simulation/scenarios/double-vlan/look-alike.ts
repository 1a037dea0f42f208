import { ofKind } from '../../history.js';
import type { VlanEntry } from './entries.js';

const RECENT_MS = 10_000;

/** The check of the record: what tcpdump shows on the controller's external interface while somebody pings. */
export function countTagsOnReplies(history: readonly VlanEntry[]) {
  const untilMs = history.at(-1)?.atMs ?? 0;
  const recent = ofKind(history, 'icmp-seen').filter(
    ({ part, atMs }) => part === 'controller/bond0' && untilMs - atMs <= RECENT_MS,
  );
  const replies = recent.filter(({ type }) => type === 'echo-reply');
  const most = replies.reduce((max, { tagCount }) => Math.max(max, tagCount), 0);
  const refusals = recent.filter(({ type }) => type === 'destination-unreachable');
  const said =
    refusals.length > 0
      ? `routers ask for at most ${refusals[0]!.nextHopMtuBytes} bytes`
      : 'no router complains';
  return {
    finding: `${replies.length} echo replies on the controller's bond, with ${most} VLAN tags at most; ${said}`,
    pointsHere: most > 1,
  };
}
