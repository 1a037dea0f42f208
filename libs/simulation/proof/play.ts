import { derivedId } from '../../kernel/index.js';
import type { Run, Scenario } from '../define-scenario.js';
import type { Observation } from '../scenario.js';
import { counted, judge, type Failure } from './judge.js';
import type { ProofPlan, Trial } from './plan.js';

/** What came of a trial, as plain data that can go from one thread to another. */
export interface TrialResult extends Trial {
  readonly events: number;
  readonly failures: readonly Failure[];
  /** By probe, and only of those that observed something that counts. */
  readonly observed: Readonly<Record<string, Observed>>;
  /** Of the trials that are played twice. */
  readonly traceDigest?: string;
}

/** Times are virtual milliseconds from when observations count. */
export interface Observed {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Plays a trial and judges it. A world that breaks down fails the trial; it does not end the proof. */
export function playTrial(
  scenario: Scenario,
  trial: Trial,
  { seeds }: Pick<ProofPlan, 'seeds'>,
): TrialResult {
  const { arm, remedy, seed } = trial;
  let run: Run;
  try {
    run = scenario.run(arm, { seed, remedy });
  } catch (error) {
    return brokenDown(trial, error);
  }
  return {
    ...trial,
    events: run.events,
    failures: judge(run),
    observed: observedIn(run),
    ...(seed === seeds.from ? { traceDigest: traceDigest(run) } : {}),
  };
}

/** What is left of a trial that came to no end. */
export function brokenDown(trial: Trial, error: unknown): TrialResult {
  const message = `The world breaks down: ${error instanceof Error ? error.message : String(error)}`;
  return { ...trial, events: 0, failures: [{ rule: 'broke-down', message }], observed: {} };
}

/** The same for two runs exactly when all that happened and all that was seen of it are the same. */
export const traceDigest = ({ history, events, symptoms, exclusions, check }: Run) =>
  derivedId('trace', events, JSON.stringify([history, symptoms, exclusions, check]));

function observedIn(run: Run): Record<string, Observed> {
  const probes = Object.entries({ ...run.symptoms, ...run.exclusions });
  return Object.fromEntries(
    probes.flatMap(([id, all]) => {
      const seen = counted(all, run);
      return seen.length > 0 ? [[id, summaryOf(seen, run.countsFromMs)]] : [];
    }),
  );
}

function summaryOf(seen: readonly Observation[], fromMs: number): Observed {
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const { atMs } of seen) {
    firstMs = Math.min(firstMs, atMs - fromMs);
    lastMs = Math.max(lastMs, atMs - fromMs);
  }
  return { count: seen.length, firstMs, lastMs };
}
