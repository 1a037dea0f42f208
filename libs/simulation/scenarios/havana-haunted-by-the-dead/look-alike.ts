import { growthMb, launches, slowLaunches } from './probes.js';
import type { HavanaEntry } from './world.js';

/** The check `memory-during-a-request`: how much does the process grow while it serves one? */
export function watchMemory(history: readonly HavanaEntry[]) {
  const mostMb = launches(history).reduce((most, it) => Math.max(most, growthMb(it)), 0);
  const slow = slowLaunches(history).length;
  const finding = `${slow} launches took a minute or more; the most that nova-api grew by during one is ${mostMb} MB`;
  return { finding, pointsHere: slow > 0 && mostMb >= 1_024 };
}
