import { Rejection } from './rejection.js';

/** One line for what the user can mend, with the code of a refusal, the stack for what only a developer can. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Rejection) {
    return [error.message, `[${error.code}]`, error.remedy].filter(Boolean).join(' ');
  }
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
