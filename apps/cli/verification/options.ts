import { InvalidArgumentError } from 'commander';
import { describeFailure, Rejection } from '../../../libs/kernel/index.js';
import { arms, parseArm, parseSeeds, type Arm } from '../../../libs/simulation/index.js';

/** Makes a reader of an option's text out of one that rejects what it cannot read. */
const option =
  <Value>(read: (text: string) => Value) =>
  (text: string): Value => {
    try {
      return read(text);
    } catch (error) {
      throw error instanceof Rejection ? new InvalidArgumentError(describeFailure(error)) : error;
    }
  };

export const seedsOption = option(parseSeeds);
export const armOption = option(parseArm);

export const seedOption = option((text: string): number => {
  const { from, to } = parseSeeds(text);
  if (from !== to) throw new InvalidArgumentError('It must be one whole number.');
  return from;
});

/** An option that may be given several times; the arms keep their order. */
export const armsOption = (text: string, earlier: readonly Arm[] | undefined): readonly Arm[] =>
  arms.filter((it) => it === armOption(text) || earlier?.includes(it));

/** Reads `name=value`, where the value is a number, true, false, or else text. */
export function parameterOption(
  text: string,
  earlier: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const [, name, value] = /^([A-Za-z]\w*)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be name=value.');
  return { ...earlier, [name]: readValue(value) };
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
