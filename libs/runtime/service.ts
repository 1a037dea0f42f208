import { describeFailure } from '../kernel/index.js';

/** Something that runs until it is closed. */
export interface Service {
  close(): Promise<void>;
}

/** After this time a service that does not come to an end is ended. */
const CLOSE_TIME_MAX_MS = 15_000;

/**
 * Runs a service as a process: opens it, tells the parent process that it is ready, and closes it on SIGINT, SIGTERM or
 * when the parent is gone. A rejection while opening is printed as one line, anything else with its stack; exit code 1.
 */
export async function runService(name: string, open: () => Promise<Service>): Promise<void> {
  const stopped = untilStopped();
  try {
    const service = await open();
    process.send?.('ready');
    await stopped;
    setTimeout(() => process.exit(1), CLOSE_TIME_MAX_MS).unref();
    await service.close();
    process.exit(0);
  } catch (error) {
    console.error(`${name}: ${describeFailure(error)}`);
    process.exit(1);
  }
}

/** Resolves at the first SIGINT or SIGTERM, or when the parent process has gone. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => resolve());
  });
}
