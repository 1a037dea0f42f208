import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../database/index.js';
import {
  brokenDown,
  conclude,
  joinPoints,
  placesOf,
  trialsLeft,
  type Claim,
  type MeasuredSweep,
  type Proof,
  type ProofPlan,
  type Scenario,
  type Sweep,
  type SweepPoint,
  type Trial,
  type TrialResult,
} from '../../simulation/index.js';
import type { Answer, Assignment, Kind, ThreadData } from './protocol.js';

/** Plays scenarios on several threads, so that all cores work and the event loop of this one stays free. */
export interface SimulationThreads {
  /** Rejects with the signal's reason once it is aborted. */
  prove(scenario: Scenario, claim: Claim, plan: ProofPlan, options?: ThreadsControl): Promise<Proof>;
  /** As `prove`. */
  measure(scenario: Scenario, sweep: Sweep, options?: ThreadsControl): Promise<MeasuredSweep>;
  close(): Promise<void>;
}

export interface ThreadsControl {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface ThreadsOptions {
  /** How many; as many as there are cores unless said otherwise. */
  readonly count?: number | undefined;
  /** Path of a compiled module that exports `scenarios`. */
  readonly catalogue?: string;
  /** A world that needs more than this is out of bounds. */
  readonly heapMaxMb?: number;
}

/** Threads run compiled code, also where the rest of the process does not. */
const compiled = (path: string) => join(projectRoot, 'dist', path);

const TRIALS_A_TIME = 5;
const HEAP_MAX_MB = 256;
/** What a world throws away is collected often, so that the threads together stay small. */
const YOUNG_MAX_MB = 8;

/** The threads start when there is something to do. One thing is done at a time. */
export function openSimulationThreads({
  count = availableParallelism(),
  catalogue = compiled('libs/simulation/catalogue.js'),
  heapMaxMb = HEAP_MAX_MB,
}: ThreadsOptions = {}): SimulationThreads {
  const threads: (Worker | undefined)[] = Array.from({ length: count });

  const open = () =>
    new Worker(compiled('libs/runtime/simulation/thread.js'), {
      workerData: { catalogue } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: heapMaxMb, maxYoungGenerationSizeMb: YOUNG_MAX_MB },
    });

  const ask = async <K extends Kind>(at: number, assignment: Assignment<K>, signal?: AbortSignal) => {
    const thread = (threads[at] ??= open());
    const finished = new AbortController();
    try {
      const either = AbortSignal.any(signal ? [signal, finished.signal] : [finished.signal]);
      const answer = once(thread, 'message', { signal: either }) as Promise<[Answer<K>]>;
      thread.postMessage(assignment);
      return (await answer)[0];
    } catch (error) {
      threads[at] = undefined;
      await thread.terminate();
      throw error;
    } finally {
      finished.abort();
    }
  };

  /** Has the threads take one piece after the other, until none is left. */
  const share = async <Piece>(
    pieces: Piece[],
    work: (piece: Piece, at: number) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> => {
    signal?.throwIfAborted();
    const untilNoneIsLeft = async (_: unknown, at: number) => {
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        signal?.throwIfAborted();
        await work(piece, at);
      }
    };
    const endings = await Promise.allSettled(threads.map(untilNoneIsLeft));
    signal?.throwIfAborted();
    for (const ending of endings) if (ending.status === 'rejected') throw ending.reason;
  };

  return {
    async prove(scenario, claim, plan, { signal, onProgress } = {}) {
      const trials = trialsLeft(scenario, plan, []);
      const pieces = piecesOf(trials);
      const results: TrialResult[] = [];
      const play = async (piece: readonly Trial[], at: number) => {
        const { slug } = scenario;
        try {
          const assignment = { kind: 'trials', slug, seeds: plan.seeds, trials: piece } as const;
          results.push(...(await ask(at, assignment, signal)));
        } catch (error) {
          signal?.throwIfAborted();
          // One of these trials has ended its thread: each is played again by itself, to find out which.
          if (piece.length > 1) pieces.push(...piece.map((trial) => [trial]));
          else results.push(...piece.map((trial) => brokenDown(trial, error)));
        }
        onProgress?.(results.length, trials.length);
      };
      await share(pieces, play, signal);
      return conclude(scenario, claim, plan, results);
    },

    async measure({ slug }, sweep, { signal, onProgress } = {}) {
      const places = [...placesOf(sweep).entries()];
      const total = places.length;
      const points: SweepPoint[] = [];
      let done = 0;
      const measure = async ([index, place]: (typeof places)[number], at: number) => {
        points[index] = await ask(at, { kind: 'point', slug, sweep: sweep.id, place } as const, signal);
        onProgress?.((done += 1), total);
      };
      await share(places, measure, signal);
      return joinPoints(sweep, points);
    },

    async close() {
      await Promise.all(threads.map(async (thread) => thread?.terminate()));
    },
  };
}

function piecesOf(trials: readonly Trial[]): Trial[][] {
  const count = Math.ceil(trials.length / TRIALS_A_TIME);
  return Array.from({ length: count }, (_, at) => trials.slice(at * TRIALS_A_TIME, (at + 1) * TRIALS_A_TIME));
}
