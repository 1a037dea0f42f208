import { Command, InvalidArgumentError } from 'commander';

/** The command line of a benchmark: one that is wrong ends the process in a few lines, with exit code 2, as others do. */
export const benchmark = (name: string): Command =>
  new Command(`npm run ${name} --`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .showHelpAfterError('(--help lists what there is)');

/** Reads a number that may not be less than another. */
export const numberFrom =
  (min: number) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number < Infinity) return number;
    throw new InvalidArgumentError(`It must be a number from ${min}.`);
  };

/** Reads a whole number from 1. */
export function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
