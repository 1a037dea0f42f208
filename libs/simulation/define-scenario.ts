import { fieldPath } from '../kernel/index.js';
import type { Arm } from './arms.js';
import { Simulation, type Entry, type Tap } from './engine/simulation.js';
import { reject } from './rejections.js';
import type { Observation, Probe, Remedy, ScenarioDefinition, Sweep, Timeline } from './scenario.js';

/** A scenario as its users see it: what its world is made of stays inside. */
export interface Scenario {
  readonly slug: string;
  readonly version: number;
  readonly title: string;
  readonly fault: string;
  readonly fix: RemedyName;
  readonly wrongFixes: readonly RemedyName[];
  readonly lookAlike: { readonly description: string; readonly check: string };
  /** Ids of the symptoms and exclusions that it has probes for. */
  readonly symptoms: readonly string[];
  readonly exclusions: readonly string[];
  readonly sweeps: readonly Sweep[];
  readonly words: {
    readonly symptoms: Readonly<Record<string, readonly (string | ((observation: Observation) => string))[]>>;
    readonly healthy: readonly string[];
  };
  /**
   * The parameters of the world of a seed, some of them set by hand. Throws SCENARIO_PARAMETER_INVALID with the name of
   * the first that is unknown or out of range.
   */
  parametersOf(seed: number, given?: Readonly<Record<string, unknown>>): object;
  /** Plays one arm with one seed. Throws as `parametersOf`, and REMEDY_UNKNOWN. */
  run(arm: Arm, options: RunOptions): Run;
}

export interface RemedyName {
  readonly id: string;
  readonly description: string;
}

export interface RunOptions {
  readonly seed: number;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Which wrong fix; the first unless said otherwise. */
  readonly remedy?: string | undefined;
  readonly tap?: Tap | undefined;
}

/** What came of playing one arm. */
export interface Run {
  readonly arm: Arm;
  readonly seed: number;
  readonly parameters: object;
  /** The remedy that was applied, in the arms that apply one. */
  readonly remedy?: string;
  readonly history: readonly Entry[];
  /** How many events took place. */
  readonly events: number;
  /** When the fault (or the look-alike) was injected; `undefined` in the healthy arm. */
  readonly brokenAtMs?: number;
  /** Observations from here on count for the arm: from the fault, or from when the remedy had time to work. */
  readonly countsFromMs: number;
  readonly endMs: number;
  /** Every observation of each symptom and each exclusion, whenever it was made. */
  readonly symptoms: Readonly<Record<string, readonly Observation[]>>;
  readonly exclusions: Readonly<Record<string, readonly Observation[]>>;
  readonly check: { readonly finding: string; readonly pointsHere: boolean };
  readonly healthyLines: readonly string[];
}

/** Closes a definition over its types, so that scenarios of different worlds can stand in one list. */
export function defineScenario<
  World,
  Parameters extends object,
  E extends Entry,
  Symptom extends string,
  Exclusion extends string,
  Check extends string,
>(definition: ScenarioDefinition<World, Parameters, E, Symptom, Exclusion, Check>): Scenario {
  const { slug, version, title, fault, fix, wrongFixes, lookAlike, probes, exclusionProbes } = definition;

  const parametersOf = (seed: number, given: Readonly<Record<string, unknown>> = {}) => {
    const drawn = definition.draw(new Simulation({ seed }).random('parameters'));
    const parsed = definition.parameters.safeParse({ ...drawn, ...given });
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw reject('SCENARIO_PARAMETER_INVALID', {
      message: `A parameter of ${slug} is not valid: ${issue?.message ?? ''}`,
      field: fieldPath(issue?.path ?? []),
      remedy: 'Choose a value within its range.',
    });
  };

  const run = (arm: Arm, { seed, parameters: given, remedy: wanted, tap }: RunOptions): Run => {
    const parameters = parametersOf(seed, given);
    const timeline = definition.timeline(parameters);
    const remedy = remedyOf(arm, wanted);
    const simulation = new Simulation<E>({ seed, tap });
    const world = definition.build(parameters, simulation);
    definition.workload.apply(world);

    const brokenAtMs = timeline.healthyMs;
    simulation.runUntil(brokenAtMs);
    if (arm === 'look-alike') lookAlike.apply(world);
    else if (arm !== 'healthy') fault.apply(world);
    simulation.runUntil(brokenAtMs + timeline.faultyMs);
    if (remedy) {
      remedy.apply(world);
      simulation.runUntil(endOf(timeline));
    }

    const { history } = simulation;
    return {
      arm,
      seed,
      parameters,
      ...(remedy ? { remedy: remedy.id } : {}),
      history,
      events: simulation.events,
      ...(arm === 'healthy' ? {} : { brokenAtMs }),
      countsFromMs: countsFrom(arm, timeline),
      endMs: simulation.nowMs,
      symptoms: observe(probes, history),
      exclusions: observe(exclusionProbes, history),
      check: lookAlike.ask(history),
      healthyLines: definition.healthyLines(history),
    };
  };

  const remedyOf = (arm: Arm, wanted: string | undefined): Remedy<World> | undefined => {
    if (arm === 'fix') return fix;
    if (arm !== 'wrong-fix') return undefined;
    const found = wanted === undefined ? wrongFixes[0] : wrongFixes.find((it) => it.id === wanted);
    if (found) return found;
    throw reject('REMEDY_UNKNOWN', {
      message: `The scenario ${slug} has no wrong fix \`${wanted?.slice(0, 100) ?? ''}\`.`,
      field: 'remedy',
      remedy: `Choose one of ${wrongFixes.map((it) => it.id).join(', ')}.`,
    });
  };

  return {
    slug,
    version,
    title,
    fault: fault.description,
    fix: nameOf(fix),
    wrongFixes: wrongFixes.map(nameOf),
    lookAlike: { description: lookAlike.description, check: lookAlike.check },
    symptoms: Object.keys(probes),
    exclusions: Object.keys(exclusionProbes),
    sweeps: definition.sweeps,
    words: definition.words,
    parametersOf,
    run,
  };
}

const nameOf = <World>({ id, description }: Remedy<World>): RemedyName => ({ id, description });

const endOf = ({ healthyMs, faultyMs, settleMs, watchedMs }: Timeline) =>
  healthyMs + faultyMs + settleMs + watchedMs;

function countsFrom(arm: Arm, { healthyMs, faultyMs, settleMs }: Timeline): number {
  if (arm === 'healthy') return 0;
  return arm === 'fix' || arm === 'wrong-fix' ? healthyMs + faultyMs + settleMs : healthyMs;
}

function observe<E extends Entry>(probes: Readonly<Record<string, Probe<E>>>, history: readonly E[]) {
  return Object.fromEntries(Object.entries(probes).map(([id, probe]) => [id, probe(history)]));
}
