import { userInfo } from 'node:os';
import type { Caller, Runtime } from '../../libs/runtime/index.js';
import { interruptible } from './interrupted.js';

/** Runs a command against the configured database and lets go of it afterwards, whatever happens. */
export async function withRuntime<Result>(
  command: (runtime: Runtime, caller: () => Caller) => Promise<Result>,
): Promise<Result> {
  const unlessInterrupted = interruptible();
  // Loaded here, so that a wrong call is answered without it.
  const { openRuntime, readEnvironment } = await import('../../libs/runtime/index.js');
  const runtime = await openRuntime(readEnvironment(process.env), 'command-line');
  const correlationId = runtime.ids.next();
  const actor = operator();
  try {
    return await unlessInterrupted(command(runtime, () => ({ actor, correlationId })));
  } finally {
    await runtime.close();
  }
}

/** The name under which the operator is logged in, for the history. */
function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return 'command-line';
  }
}
