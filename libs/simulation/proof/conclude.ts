import type { Arm } from '../arms.js';
import type { Scenario } from '../define-scenario.js';
import { judgeDeclaration, type Claim } from './claim.js';
import type { Failure } from './judge.js';
import { playsOf, type ProofPlan, type SeedRange } from './plan.js';
import type { Observed, TrialResult } from './play.js';

/** The outcome of a proof: plain data, made of its trials alone. */
export interface Proof {
  readonly scenario: string;
  readonly scenarioVersion: number;
  /** Digest of the claim that was tried. */
  readonly claim: string;
  readonly seeds: SeedRange;
  readonly arms: readonly Arm[];
  /** Whether nothing speaks against it. */
  readonly holds: boolean;
  /** Where scenario and record name different things; such a proof fails whatever its trials show. */
  readonly declaration: readonly Failure[];
  readonly plays: readonly Play[];
  /** How many events took place in all trials. */
  readonly simulatedEvents: number;
}

/** One arm, or one wrong fix, over all seeds. */
export interface Play {
  readonly arm: Arm;
  readonly remedy?: string;
  readonly holds: boolean;
  readonly simulatedEvents: number;
  readonly seedsFailed: number;
  readonly firstFailure?: { readonly seed: number; readonly failures: readonly Failure[] };
  readonly probes: readonly ProbeFigures[];
}

/** What a probe saw, over the seeds on which it saw something; times in virtual milliseconds from when it counts. */
export interface ProbeFigures {
  readonly probe: string;
  readonly kind: 'symptom' | 'exclusion';
  /** On how many seeds something was observed. */
  readonly seeds: number;
  readonly count?: Spread;
  readonly firstMs?: Spread;
  readonly lastMs?: Spread;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Sums up the trials of a proof, in whatever order they were played. */
export function conclude(
  scenario: Scenario,
  claim: Claim,
  { seeds, arms }: ProofPlan,
  results: readonly TrialResult[],
): Proof {
  const declaration = judgeDeclaration(scenario, claim);
  const plays = playsOf(scenario, arms).map((play) => {
    const trials = results.filter(({ arm, remedy }) => arm === play.arm && remedy === play.remedy);
    return { ...play, ...figuresOf(scenario, trials) };
  });
  return {
    scenario: scenario.slug,
    scenarioVersion: scenario.version,
    claim: claim.digest,
    seeds,
    arms,
    holds: declaration.length === 0 && plays.every(({ holds }) => holds),
    declaration,
    plays,
    simulatedEvents: plays.reduce((sum, it) => sum + it.simulatedEvents, 0),
  };
}

function figuresOf(scenario: Scenario, trials: readonly TrialResult[]): Omit<Play, 'arm' | 'remedy'> {
  const firsts = trials.filter(({ isRepeat }) => !isRepeat);
  const failed = [...firsts, ...unlikeRepeats(trials)]
    .filter(({ failures }) => failures.length > 0)
    .sort((a, b) => a.seed - b.seed);
  const [first] = failed;
  return {
    holds: failed.length === 0,
    simulatedEvents: trials.reduce((sum, { events }) => sum + events, 0),
    seedsFailed: new Set(failed.map(({ seed }) => seed)).size,
    ...(first ? { firstFailure: { seed: first.seed, failures: first.failures } } : {}),
    probes: [
      ...scenario.symptoms.map((probe) => probeFigures(probe, 'symptom', firsts)),
      ...scenario.exclusions.map((probe) => probeFigures(probe, 'exclusion', firsts)),
    ],
  };
}

/** The repeats that left another trace than the first play of the same seed. */
function unlikeRepeats(trials: readonly TrialResult[]): Pick<TrialResult, 'seed' | 'failures'>[] {
  const repeats = trials.filter(({ isRepeat }) => isRepeat);
  return repeats.flatMap(({ seed, traceDigest }) => {
    const first = trials.find((it) => it.seed === seed && !it.isRepeat);
    if (!first || first.traceDigest === traceDigest) return [];
    const message = 'Played again, the same seed leaves another trace.';
    return [{ seed, failures: [{ rule: 'not-deterministic', message }] }];
  });
}

function probeFigures(
  probe: string,
  kind: ProbeFigures['kind'],
  trials: readonly TrialResult[],
): ProbeFigures {
  const seen = trials.flatMap(({ observed }) => observed[probe] ?? []);
  if (seen.length === 0) return { probe, kind, seeds: 0 };
  const spread = (figure: keyof Observed) => spreadOf(seen.map((it) => it[figure]));
  return {
    probe,
    kind,
    seeds: seen.length,
    count: spread('count'),
    firstMs: spread('firstMs'),
    lastMs: spread('lastMs'),
  };
}

function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}
