import { ShellSession } from '../../parts/remote-shell.js';
import type { Intervention } from '../../scenario.js';
import { ADDRESS, launch, terminate, type Guest, type World } from './world.js';

const SMALL_BYTES = 56;
const FULL_BYTES = 1472;

/**
 * Users work on all guests in turn, with short and with long output, and somebody keeps running `ps aux` on one; the
 * engineers ping from everywhere, with tcpdump running, and look at the devices. Who finds a guest locked up terminates
 * it, once, and launches another of the same kind.
 */
export const workload: Intervention<World> = {
  description:
    'Users log in and run commands with short and long output, and engineers ping and look around.',
  apply(world) {
    const { simulation } = world;
    const inTurn = (visit: (guest: Guest, turn: number) => void) => {
      let turn = 0;
      return () => visit(world.guests[turn % world.guests.length]!, turn++);
    };
    simulation.every(
      2_000,
      inTurn((guest, turn) => visit(world, guest, turn % 3 === 0 ? 'scp' : 'dmesg')),
      450,
    );
    simulation.every(
      1_400,
      inTurn((guest, turn) => visit(world, guest, turn % 2 ? 'ls' : 'date')),
      950,
    );
    simulation.every(1_200, () => visit(world, world.guests.at(-1)!, 'ps aux'), 700);
    simulation.every(
      2_500,
      inTurn((guest) => pingFromEverywhere(world, guest)),
      1_200,
    );
    simulation.every(7_000, () => world.nodes.forEach((node) => node.list()), 1_000);
    replaceOneThatLockedUp(world);
  },
};

function visit(world: World, { address }: Guest, command: string): void {
  world.sessions += 1;
  const at = { part: 'outside', session: `session-${world.sessions}`, server: address };
  new ShellSession(world.simulation, world.outside.tcp, at, command);
}

function pingFromEverywhere({ outside, controller }: World, guest: Guest): void {
  for (const bytes of [SMALL_BYTES, FULL_BYTES]) {
    outside.pinger.ping(guest.address, bytes);
    guest.pinger.ping(ADDRESS.outside, bytes);
  }
  controller.pinger.ping(guest.address, FULL_BYTES);
  outside.pinger.ping(ADDRESS.controller, FULL_BYTES);
}

/** The first guest that somebody gave up on; a whole node's worth of them would be noticed, and stopped. */
function replaceOneThatLockedUp(world: World): void {
  const { simulation } = world;
  const timer = simulation.every(2_000, () => {
    const given = simulation.history.find((it) => it.kind === 'session-given-up');
    const locked = given && world.guests.find(({ address }) => address === given.server);
    if (!locked) return;
    timer.cancel();
    terminate(world, locked);
    launch(world, locked.node, locked.image);
  });
}
