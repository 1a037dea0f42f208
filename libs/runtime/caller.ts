import type { CommandContext } from '../event-store/index.js';
import { derivedId, type Clock, type Ids } from '../kernel/index.js';

/** Who asks for a change, and which request it goes back to. */
export interface Caller {
  readonly actor: string;
  readonly correlationId: string;
  /** What brought the request about, if it was an event and not a person. */
  readonly causationId?: string;
  /** Id of the command; the same id has its effect once. Absent: a fresh one. */
  readonly commandId?: string;
}

/** The caller as the event store wants it. */
export function commandContext(caller: Caller, { clock, ids }: { clock: Clock; ids: Ids }): CommandContext {
  const commandId = caller.commandId ?? ids.next();
  return {
    commandId,
    actor: caller.actor,
    correlationId: caller.correlationId,
    causationId: caller.causationId ?? commandId,
    now: clock.now(),
  };
}

/** The caller of a command that a program gives by itself; the same name gives the same command once. */
export const programCaller = (actor: string, ...name: readonly string[]): Caller => ({
  actor,
  correlationId: derivedId('correlation', actor, ...name),
  commandId: derivedId('command', actor, ...name),
});
