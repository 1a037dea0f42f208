import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for a machine that is busy with other things. */
const PATIENCE_MS = 60_000;
const SHORTEST_PAUSE_MS = 10;

/**
 * Asks again and again until the answer is neither `undefined` nor `false`; fails with `what` when it never is. The
 * longer it takes, the longer are the pauses, so that asking does not keep busy the machine that is to answer.
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  longestPauseMs = 100,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const begun = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    const waitedMs = Date.now() - begun;
    if (waitedMs > patienceMs) throw new Error(`Waited ${patienceMs / 1000} s in vain until ${what}.`);
    await pause(Math.min(Math.max(SHORTEST_PAUSE_MS, waitedMs / 20), longestPauseMs));
  }
}
