import { Rejection } from '../kernel/index.js';

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

/** One line for what the user can mend, the stack for what only a developer can. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Rejection) return [error.message, error.remedy].filter(Boolean).join(' ');
  return describeSystemError(error) ?? error.stack ?? error.message;
}

/** What the operating system refused of a port, an address or a file; `undefined` for all other errors. */
function describeSystemError(error: Error & NodeJS.ErrnoException & { port?: number; address?: string }) {
  const { code, port, address, path, message } = error;
  if (path !== undefined) return `${message}.`;
  if (port === undefined) return undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop what listens there, or set PORT to another one.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
      return `This machine does not have the address ${address}. Set HOST to one of its own.`;
    default:
      return undefined;
  }
}
