import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

/** Asks again and again until the answer is neither `undefined` nor `false`; fails with `what` when it never is. */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  everyMs = 10,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs / 1000} s in vain until ${what}.`);
    await pause(everyMs);
  }
}
