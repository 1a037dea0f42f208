import { MINUTE_MS } from './parameters.js';
import type { Guest } from './guest.js';
import type { World } from './world.js';

const PING_EVERY_MS = 20 * MINUTE_MS;
const FIRST_PING_MS = 7 * MINUTE_MS;
const PING_BYTES = 56;

/**
 * Monitoring pings every guest now and then, and again if there is no answer. After a second silence somebody looks
 * after the guest, when there is time, and if it is still silent goes to its console: a reboot is tried first, the next
 * time a restart of networking, and so on.
 */
export function watchGuests({ stage, parameters, guests, pinger }: World): void {
  const beingLookedAfter = new Set<Guest>();
  let visits = 0;
  const ifSilent = (guest: Guest, act: () => void) =>
    pinger.ping(guest.settings.address, PING_BYTES, (outcome) => {
      if (outcome === 'silent') act();
    });
  const visit = (guest: Guest) => {
    visits += 1;
    if (visits % 2 === 1) guest.reboot();
    else guest.restartNetworking();
  };
  const call = (guest: Guest) => {
    if (beingLookedAfter.has(guest)) return;
    beingLookedAfter.add(guest);
    stage.after(parameters.reactionMin * MINUTE_MS, () => {
      beingLookedAfter.delete(guest);
      ifSilent(guest, () => visit(guest));
    });
  };
  for (const guest of guests) {
    const watch = () => ifSilent(guest, () => ifSilent(guest, () => call(guest)));
    stage.every(PING_EVERY_MS, watch, FIRST_PING_MS);
  }
}
