import { InvalidArgumentError } from 'commander';

/** Reads a whole number that is given on the command line. */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
