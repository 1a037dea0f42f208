import { arms as everyArm, type Arm } from '../arms.js';
import type { Scenario } from '../define-scenario.js';
import { reject } from '../rejections.js';

/** What a proof covers. */
export interface ProofPlan {
  readonly seeds: SeedRange;
  readonly arms: readonly Arm[];
}

/** Consecutive seeds, both ends included. */
export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

/** One play of one arm with one seed; the arm of the wrong fixes is played once for each of them. */
export interface Trial {
  readonly arm: Arm;
  readonly remedy?: string;
  readonly seed: number;
  /** The first seed is played again at the end: it must leave the same trace, whatever ran in between. */
  readonly isRepeat: boolean;
}

export const SEEDS_DEFAULT: SeedRange = { from: 0, to: 99 };
/** A proof keeps figures of every trial until its end. */
export const SEEDS_MAX = 10_000;
/** The engine mixes 32 bits of a seed; larger ones would repeat the worlds of smaller ones. */
const SEED_MAX = 0xffff_ffff;

/** Reads `0..99`, or one seed such as `7`. Throws SEEDS_INVALID. */
export function parseSeeds(text: string): SeedRange {
  const [, first, last = first] = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(text.trim()) ?? [];
  const [from, to] = [Number(first ?? Number.NaN), Number(last ?? Number.NaN)];
  const fault = faultOf(from, to);
  if (fault === undefined) return { from, to };
  throw reject('SEEDS_INVALID', {
    message: `\`${text.slice(0, 100)}\` is no range of seeds: ${fault}.`,
    field: 'seeds',
    remedy: 'Write two whole numbers such as 0..99, or one.',
  });
}

function faultOf(from: number, to: number): string | undefined {
  if (Number.isNaN(from)) return 'it is not two whole numbers with .. between them';
  if (to < from) return `${to} is before ${from}`;
  if (to > SEED_MAX) return `a seed is at most ${SEED_MAX}`;
  if (to - from >= SEEDS_MAX) return `a proof takes at most ${SEEDS_MAX} seeds`;
  return undefined;
}

/** The range as it is written: `0..99`. */
export const writeSeeds = ({ from, to }: SeedRange) => (from === to ? `${from}` : `${from}..${to}`);

/** Reads the name of an arm. Throws ARM_UNKNOWN. */
export function parseArm(text: string): Arm {
  const found = everyArm.find((it) => it === text);
  if (found) return found;
  throw reject('ARM_UNKNOWN', {
    message: `There is no arm \`${text.slice(0, 100)}\`.`,
    field: 'arm',
    remedy: `Choose one of ${everyArm.join(', ')}.`,
  });
}

/** What is played of the arms, in their order: the wrong fixes one after the other. */
export const playsOf = (scenario: Scenario, arms: readonly Arm[]): Pick<Trial, 'arm' | 'remedy'>[] =>
  arms.flatMap((arm): Pick<Trial, 'arm' | 'remedy'>[] =>
    arm === 'wrong-fix' ? scenario.wrongFixes.map(({ id }) => ({ arm, remedy: id })) : [{ arm }],
  );

/** Every trial of a proof, play after play, in the order of the seeds. */
export function trialsOf(scenario: Scenario, { seeds, arms }: ProofPlan): Trial[] {
  const count = seeds.to - seeds.from + 1;
  return playsOf(scenario, arms).flatMap((play) => [
    ...Array.from({ length: count }, (_, at) => ({ ...play, seed: seeds.from + at, isRepeat: false })),
    { ...play, seed: seeds.from, isRepeat: true },
  ]);
}
