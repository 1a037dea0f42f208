import { ofKind } from '../../history.js';
import type { Probe } from '../../scenario.js';
import type { MassacreEntry } from './entries.js';
import { bondLine, bpduGuardLine, errDisabledLine, mlagLine, serviceLine } from './log-lines.js';
import { MINUTE, SECOND } from './parameters.js';

type History = readonly MassacreEntry[];
type MassacreProbe = Probe<MassacreEntry>;

const nodeOf = (part: string) => part.split('/')[0]!;
const isWithin = (earlierMs: number, laterMs: number, spanMs: number) =>
  earlierMs <= laterMs && laterMs - earlierMs <= spanMs;

/** Moments at which a bond lost its last leg. */
const bondLosses = (history: History) =>
  ofKind(history, 'bond-changed')
    .filter(({ isUp }) => !isUp)
    .map(({ atMs, part }) => ({ atMs, node: nodeOf(part) }));

const listedDown = (history: History) => ofKind(history, 'service-listed').filter(({ isUp }) => !isUp);

const reportedDown: MassacreProbe = (history) =>
  listedDown(history).map(({ atMs, node }) => ({ atMs, value: node, line: serviceLine(atMs, node, false) }));

/** In the same round of monitoring. */
const reachableByManagement: MassacreProbe = (history) => {
  const down = listedDown(history);
  return ofKind(history, 'ping-finished')
    .filter(({ target, outcome }) => target.startsWith('192.168.') && outcome === 'answered')
    .filter(({ atMs }) => down.some((it) => isWithin(it.atMs, atMs, 2 * SECOND)))
    .map(({ atMs, target }) => ({ atMs, value: target }));
};

const inspectedWithoutLegs = (history: History) =>
  ofKind(history, 'node-inspected').filter(({ legsUp, isManagementUp }) => legsUp === 0 && isManagementUp);

const bondDown: MassacreProbe = (history) => {
  const losses = bondLosses(history);
  return inspectedWithoutLegs(history)
    .filter(({ isBondUp }) => !isBondUp)
    .map(({ atMs, node }) => {
      const loss = losses.findLast((it) => it.node === node && it.atMs <= atMs);
      return { atMs, value: node, line: bondLine(loss?.atMs ?? atMs, node) };
    });
};

const bothLegsDead: MassacreProbe = (history) => {
  const lost = ofKind(history, 'link-changed').filter(
    ({ isUp, part }) => !isUp && /^c\d+\/eth[23]$/.test(part),
  );
  return lost.flatMap(({ atMs, part }, index) => {
    const other = lost
      .slice(0, index)
      .find((it) => nodeOf(it.part) === nodeOf(part) && it.part !== part && isWithin(it.atMs, atMs, SECOND));
    return other ? [{ atMs, value: nodeOf(part) }] : [];
  });
};

/** Both sockets of one card are dead, and the other card is well. */
const looksLikeDeadNic: MassacreProbe = (history) =>
  inspectedWithoutLegs(history).map(({ atMs, node }) => ({ atMs, value: node }));

const HIGH_LOAD = 6;

const loadJumpBefore: MassacreProbe = (history) => {
  const loads = ofKind(history, 'load-sampled');
  return bondLosses(history).flatMap(({ atMs, node }) => {
    const before = loads.filter((it) => it.node === node && isWithin(it.atMs, atMs, 5 * MINUTE));
    const highest = Math.max(0, ...before.map(({ load }) => load));
    return highest >= HIGH_LOAD ? [{ atMs, value: highest }] : [];
  });
};

/** The launch that was the last thing to happen on a node before it went, if it was one of CentOS, and just before. */
function launchBefore(history: History, { atMs, node }: { atMs: number; node: string }) {
  const last = ofKind(history, 'guest-launched').findLast((it) => it.node === node && it.atMs <= atMs);
  return last?.image.startsWith('centos') && isWithin(last.atMs, atMs, 10 * MINUTE) ? last : undefined;
}

const justLaunched: MassacreProbe = (history) =>
  bondLosses(history).flatMap((loss) => {
    const launch = launchBefore(history, loss);
    return launch ? [{ atMs: loss.atMs, value: launch.image }] : [];
  });

const followsTheUser: MassacreProbe = (history) => {
  const blamed = bondLosses(history).flatMap((loss) => {
    const user = launchBefore(history, loss)?.user;
    return user === undefined ? [] : [{ ...loss, user }];
  });
  return blamed.flatMap(({ atMs, node, user }, index) => {
    const earlier = blamed
      .slice(0, index)
      .find((it) => it.user === user && it.node !== node && isWithin(it.atMs, atMs, 120 * MINUTE));
    return earlier ? [{ atMs, value: user }] : [];
  });
};

/** A round of pings in which no guest of the node answers. */
const allGuestsLost: MassacreProbe = (history) => {
  const homes = new Map(ofKind(history, 'guest-launched').map(({ address, node }) => [address, node]));
  const rounds = new Map<string, { atMs: number; node: string; answered: number; silent: number }>();
  for (const { atMs, target, outcome, tookMs } of ofKind(history, 'ping-finished')) {
    const node = homes.get(target);
    if (node === undefined) continue;
    const key = `${node} ${Math.round((atMs - tookMs) / SECOND)}`;
    const round = rounds.get(key) ?? { atMs, node, answered: 0, silent: 0 };
    round.atMs = Math.max(round.atMs, atMs);
    round[outcome === 'answered' ? 'answered' : 'silent'] += 1;
    rounds.set(key, round);
  }
  return [...rounds.values()]
    .filter(({ answered, silent }) => answered === 0 && silent > 1)
    .map(({ atMs, silent }) => ({ atMs, value: silent, unit: 'instances' }));
};

const errDisabled: MassacreProbe = (history) =>
  ofKind(history, 'err-disabled').flatMap(({ atMs, part, interface: name }) => [
    { atMs, value: name, line: errDisabledLine(atMs, part, name) },
    { atMs, value: name, line: mlagLine(atMs, part, name) },
  ]);

const GUEST_PREFIX = 'fa:16:3e';
const guarded = (history: History, isGuest: boolean) =>
  ofKind(history, 'bpdu-guarded')
    .filter(({ sourceMac }) => sourceMac.startsWith(GUEST_PREFIX) === isGuest)
    .map(({ atMs, part, interface: name, sourceMac }) => ({
      atMs,
      value: sourceMac,
      line: bpduGuardLine(atMs, part, name, sourceMac),
    }));

/** A bond that has a leg again as soon as its ports are enabled. */
const reenablingRevives: MassacreProbe = (history) => {
  const revived = ofKind(history, 'bond-changed').filter(({ isUp }) => isUp);
  return ofKind(history, 're-enabled').flatMap(({ atMs }) => {
    const bond = revived.find((it) => isWithin(atMs, it.atMs, SECOND));
    return bond ? [{ atMs: bond.atMs, value: nodeOf(bond.part) }] : [];
  });
};

export const probes = {
  'node-reported-down': reportedDown,
  'node-reachable-by-management': reachableByManagement,
  'bond-down': bondDown,
  'both-legs-dead': bothLegsDead,
  'looks-like-a-dead-nic': looksLikeDeadNic,
  'load-jump-before': loadJumpBefore,
  'instance-just-launched': justLaunched,
  'follows-the-user': followsTheUser,
  'all-guests-lose-network': allGuestsLost,
  'ports-err-disabled': errDisabled,
  'bpdu-from-a-guest': ((history) => guarded(history, true)) satisfies MassacreProbe,
  'reenabling-revives': reenablingRevives,
};

/** A leg that is missed for longer than it takes the other to follow. */
const singleLegDown: MassacreProbe = (history) => {
  const changes = ofKind(history, 'bond-changed');
  return changes
    .filter(({ isUp, membersUp, members }) => isUp && membersUp < members)
    .filter(
      ({ atMs, part }) =>
        !changes.some((it) => it.part === part && it.membersUp !== 1 && isWithin(atMs, it.atMs, SECOND)),
    )
    .map(({ atMs, part }) => ({ atMs, value: nodeOf(part) }));
};

/** A port of a switch that went down, and no word of why. */
export const plainLinkDown: MassacreProbe = (history) => {
  const disabled = ofKind(history, 'err-disabled');
  return ofKind(history, 'link-changed')
    .filter(({ isUp, part }) => !isUp && part.startsWith('SW-'))
    .filter(({ atMs }) => !disabled.some((it) => isWithin(it.atMs, atMs, SECOND)))
    .map(({ atMs, part }) => ({ atMs, value: part }));
};

export const exclusionProbes = {
  'single-leg-down': singleLegDown,
  'no-err-disable-in-switch-log': plainLinkDown,
  'node-fully-unreachable': ((history) =>
    ofKind(history, 'ping-finished')
      .filter(({ target, outcome }) => target.startsWith('192.168.') && outcome !== 'answered')
      .map(({ atMs, target }) => ({ atMs, value: target }))) satisfies MassacreProbe,
  'survives-reenabling': ((history) => {
    const up = ofKind(history, 'link-changed').filter(({ isUp }) => isUp);
    return ofKind(history, 're-enabled')
      .filter(
        ({ atMs, part }) => !up.some((it) => nodeOf(it.part) === part && isWithin(atMs, it.atMs, SECOND)),
      )
      .map(({ atMs, interface: name }) => ({ atMs, value: name }));
  }) satisfies MassacreProbe,
  'bpdu-from-a-switch': ((history) => guarded(history, false)) satisfies MassacreProbe,
};
