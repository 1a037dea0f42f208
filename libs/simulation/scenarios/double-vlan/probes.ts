import { ofKind } from '../../history.js';
import type { Observation, Probe } from '../../scenario.js';
import type { VlanEntry } from './entries.js';
import { ipLine, pingLine, tcpdumpLine } from './log-lines.js';
import { pingsThatDied } from './ping-trails.js';

type History = readonly VlanEntry[];
type VlanProbe = Probe<VlanEntry>;

const SHORT = ['ls', 'date'];
const TRANSFER = 'scp';
const FULL_PAYLOAD_BYTES = 1472;
/** Observations that belong together are made within so long. */
const TOGETHER_MS = 20_000;

const stalls = (history: History) => ofKind(history, 'command-stalled');

const sessionFreezes: VlanProbe = (history) =>
  stalls(history)
    .filter(({ command }) => command !== TRANSFER)
    .map(({ atMs, command }) => ({ atMs, value: command }));

/** The terminal does not even show what is typed. */
const seemsLockedUp: VlanProbe = (history) =>
  ofKind(history, 'session-given-up').map(({ atMs, server }) => ({ atMs, value: server }));

/** Of a guest in which something else has just stalled. */
const shortOutputWorks: VlanProbe = (history) =>
  ofKind(history, 'command-finished')
    .filter(({ command }) => SHORT.includes(command))
    .filter(whileFrozen(history))
    .map(({ atMs, command }) => ({ atMs, value: command }));

const newSessionsWork: VlanProbe = (history) =>
  ofKind(history, 'session-opened')
    .filter(whileFrozen(history))
    .map(({ atMs, server }) => ({ atMs, value: server }));

/** Whether a session to the guest is hanging at the time: it has neither come back nor been closed. */
function whileFrozen(history: History) {
  const over = [...ofKind(history, 'session-given-up'), ...ofKind(history, 'command-finished')];
  const overMs = new Map(over.map(({ session, atMs }) => [session, atMs]));
  const hangs = stalls(history).map(({ server, session, atMs }) => {
    return { server, fromMs: atMs, toMs: overMs.get(session) ?? Infinity };
  });
  return ({ atMs, server }: { readonly atMs: number; readonly server: string }) =>
    hangs.some((it) => it.server === server && it.fromMs <= atMs && atMs < it.toMs);
}

const sometimesWorks: VlanProbe = (history) => {
  const finished = ofKind(history, 'command-finished');
  return stalls(history).flatMap(({ atMs, command, server }) => {
    const worked = finished.some(
      (it) => it.command === command && it.server === server && isShortlyBefore(it.atMs, atMs),
    );
    return worked ? [{ atMs, value: command }] : [];
  });
};

const isShortlyBefore = (oneMs: number, otherMs: number) =>
  oneMs <= otherMs && otherMs - oneMs <= TOGETHER_MS;

/** Dated by when the last node, the second image and a replacement have had their stall. */
const allImagesAndNodes: VlanProbe = (history) => {
  const launches = ofKind(history, 'guest-launched');
  const nodes = new Set(launches.map(({ node }) => node));
  const stalled = { nodes: new Set<string>(), images: new Set<string>(), replacements: 0 };
  return stalls(history).flatMap(({ atMs, server }): Observation[] => {
    const guest = launches.find(({ address }) => address === server);
    if (!guest) return [];
    stalled.nodes.add(guest.node);
    stalled.images.add(guest.image);
    const isReplacement = guest.atMs > 0;
    if (isReplacement) stalled.replacements += 1;
    const areAll = stalled.nodes.size === nodes.size && stalled.images.size > 1 && stalled.replacements > 0;
    return areAll ? [{ atMs, value: stalled.nodes.size, unit: 'nodes' }] : [];
  });
};

const pingsFromOutside = (history: History) =>
  ofKind(history, 'ping-finished').filter(
    ({ part, target }) => part === 'outside' && target.startsWith('10.'),
  );

const largePingLost: VlanProbe = (history) => {
  const pings = pingsFromOutside(history);
  return pings
    .filter(({ payloadBytes, outcome }) => payloadBytes === FULL_PAYLOAD_BYTES && outcome !== 'answered')
    .filter((lost) =>
      pings.some(
        (it) => it.outcome === 'answered' && it.target === lost.target && isShortlyBefore(it.atMs, lost.atMs),
      ),
    )
    .map(({ atMs, target }) => ({
      atMs,
      value: FULL_PAYLOAD_BYTES,
      unit: 'bytes',
      line: pingLine(target, false),
    }));
};

/** Silent pings of one round that were last seen in different places. */
const stopAtVaryingHops: VlanProbe = (history) => {
  const died = pingsThatDied(history);
  return died.flatMap(({ atMs, lastSeenAt }, index) => {
    const before = died.slice(0, index).filter((it) => isShortlyBefore(it.atMs, atMs));
    const other = before.find((it) => it.lastSeenAt !== lastSeenAt);
    return other ? [{ atMs, value: `${other.lastSeenAt} and ${lastSeenAt}` }] : [];
  });
};

const transfersStall: VlanProbe = (history) =>
  stalls(history)
    .filter(({ command }) => command === TRANSFER)
    .map(({ atMs, outputBytes }) => ({ atMs, value: outputBytes, unit: 'bytes' }));

/**
 * On the VLAN towards the Internet no reply should have a tag of its own; one that has is seen on the bond beneath with
 * both.
 */
const leavesWithTag: VlanProbe = (history) => {
  const replies = ofKind(history, 'icmp-seen').filter(({ type }) => type === 'echo-reply');
  const onBond = replies.filter(({ part }) => part === 'controller/bond0');
  return replies
    .filter(({ part, tagCount }) => /^controller\/vlan/.test(part) && tagCount > 0)
    .map((reply) => {
      const same = onBond.find(
        (it) =>
          it.sequence === reply.sequence && it.identifier === reply.identifier && it.atMs === reply.atMs,
      );
      return { atMs: reply.atMs, value: reply.tagCount, unit: 'tags', line: tcpdumpLine(same ?? reply) };
    });
};

const vlanOnVlan: VlanProbe = (history) =>
  ofKind(history, 'vlan-listed')
    .filter(({ isParentVlan, part }) => isParentVlan && part.startsWith('compute'))
    .map((it) => ({ atMs: it.atMs, value: `${it.device}@${it.parent}`, line: ipLine(it) }));

export const probes = {
  'session-freezes-on-long-output': sessionFreezes,
  'instance-seems-locked-up': seemsLockedUp,
  'short-output-works': shortOutputWorks,
  'new-sessions-work': newSessionsWork,
  'sometimes-works-once': sometimesWorks,
  'all-images-and-nodes': allImagesAndNodes,
  'large-ping-lost': largePingLost,
  'packets-stop-at-varying-hops': stopAtVaryingHops,
  'transfers-stall': transfersStall,
  'reply-leaves-with-vlan-tag': leavesWithTag,
  'vlan-device-on-vlan-device': vlanOnVlan,
};

export const exclusionProbes = {
  'new-logins-fail': ((history) =>
    ofKind(history, 'login-failed').map(({ atMs, server }) => ({ atMs, value: server }))) satisfies VlanProbe,
  'small-packets-lost': ((history) =>
    pingsFromOutside(history)
      .filter(({ payloadBytes, outcome }) => payloadBytes < 1000 && outcome !== 'answered')
      .map(({ atMs, target }) => ({
        atMs,
        value: target,
        line: pingLine(target, false),
      }))) satisfies VlanProbe,
  'full-size-ping-answered': ((history) =>
    pingsFromOutside(history)
      .filter(({ payloadBytes, outcome }) => payloadBytes === FULL_PAYLOAD_BYTES && outcome === 'answered')
      .map(({ atMs, target }) => ({
        atMs,
        value: target,
        line: pingLine(target, true),
      }))) satisfies VlanProbe,
  'tunnel-in-the-path': ((history) =>
    ofKind(history, 'icmp-seen')
      .filter(({ type }) => type === 'destination-unreachable')
      .map(({ atMs, nextHopMtuBytes }) => ({
        atMs,
        value: nextHopMtuBytes,
        unit: 'bytes',
      }))) satisfies VlanProbe,
};
