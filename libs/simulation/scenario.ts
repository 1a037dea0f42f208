import type { z } from 'zod';
import type { Random } from '../kernel/index.js';
import type { Entry, Simulation } from './engine/simulation.js';

/**
 * What somebody in the simulated world could have observed: a named signal with a value and a time, and, where an
 * operator would paste one, the log line or console output that shows it.
 */
export interface Observation {
  readonly atMs: number;
  /** What was measured, with its unit in `unit`; `true` for what simply is so. */
  readonly value: number | string | boolean;
  readonly unit?: string;
  readonly line?: string;
}

/**
 * Turns what happened into observations of one thing, each dated by when it could have been made. A probe judges the
 * finished history and nothing else: it does not see the world, and so cannot know whether a fault was injected.
 */
export type Probe<E extends Entry> = (history: readonly E[]) => readonly Observation[];

/** Something done to the world while it runs. */
export interface Intervention<World> {
  /** One sentence, for people. */
  readonly description: string;
  apply(world: World): void;
}

/** A remedy, good or not. */
export interface Remedy<World> extends Intervention<World> {
  /** Unique within the scenario, in lower-case words joined by hyphens. */
  readonly id: string;
}

/** When what happens, in virtual milliseconds. */
export interface Timeline {
  /** The world runs without a fault for so long. */
  readonly healthyMs: number;
  /** Then with the fault, for so long, until a remedy is applied. */
  readonly faultyMs: number;
  /** After a remedy, so much time passes before symptoms count again. */
  readonly settleMs: number;
  /** And so long it is watched then. */
  readonly watchedMs: number;
}

export interface Axis {
  readonly label: string;
  readonly unit: string;
  readonly scale?: 'linear' | 'log';
}

/** A figure that is measured for each value of a parameter: what an operator would plot to see the mechanism. */
export interface Sweep {
  readonly id: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: NonEmpty<SweepSeries>;
}

export interface SweepSeries {
  readonly label: string;
  readonly xs: NonEmpty<number>;
  /** Runs worlds of its own for the value and the seed; a pure function. */
  measure(x: number, seed: number): number;
  /** How many seeds each point is the mean of; 1 where chance plays no part. */
  readonly seeds: number;
}

export type NonEmpty<T> = readonly [T, ...T[]];
export type AtLeastTwo<T> = readonly [T, T, ...T[]];

/**
 * The scenario of one tale: world, fault, remedies, look-alike and probes, each a thing of its own. What is missing
 * does not compile. `Symptom`, `Exclusion` and `Check` are the ids of the incident record; that they are the same as
 * those of the record is part of the proof.
 */
export interface ScenarioDefinition<
  World,
  Parameters extends object,
  E extends Entry,
  Symptom extends string,
  Exclusion extends string,
  Check extends string,
> {
  /** The slug of the incident. */
  readonly slug: string;
  /** Raised whenever a change can alter a history; a proof holds for one version. */
  readonly version: number;
  readonly title: string;
  /** What can be set, with defaults and ranges; a value out of range is refused. */
  readonly parameters: z.ZodType<Parameters>;
  /** Parameters of a random world, so that a range of seeds covers more than one data centre. */
  draw(random: Random): Parameters;
  timeline(parameters: Parameters): Timeline;
  /** The healthy world. It keeps the simulation to make things happen in, and may not look at arms. */
  build(parameters: Parameters, simulation: Simulation<E>): World;
  /** What users and programs do in it, from the start to the end, whatever is broken. */
  readonly workload: Intervention<World>;
  /** The root cause. */
  readonly fault: Intervention<World>;
  /** The documented fix, applied to the faulty world while it runs. */
  readonly fix: Remedy<World>;
  /** Remedies that look plausible and do not help. */
  readonly wrongFixes: AtLeastTwo<Remedy<World>>;
  /** Another cause with overlapping symptoms, and the diagnosis check of the record that tells the two apart. */
  readonly lookAlike: Intervention<World> & {
    readonly check: Check;
    /** What the check finds in a history, and whether that points to this incident. */
    ask(history: readonly E[]): { readonly finding: string; readonly pointsHere: boolean };
  };
  /** One for each symptom of the record. In a healthy world none observes anything. */
  readonly probes: Readonly<Record<Symptom, Probe<E>>>;
  /** For each exclusion that such a world can show: observations that must not occur when this is the cause. */
  readonly exclusionProbes: Readonly<Record<Exclusion, Probe<E>>>;
  /** What an operator would say of a symptom or of a healthy world; never the wording of the record. */
  readonly words: {
    readonly symptoms: Readonly<Record<Symptom, NonEmpty<Phrase>>>;
    /** What somebody would report of a healthy world: a complaint that turns out to be nothing known. */
    readonly healthy: NonEmpty<string>;
  };
  /** Lines that a healthy system of this kind logs, for reports from worlds without a fault. */
  healthyLines(history: readonly E[]): readonly string[];
  readonly sweeps: NonEmpty<Sweep>;
}

/** A way to say it, given what was observed. */
export type Phrase = string | ((observation: Observation) => string);
