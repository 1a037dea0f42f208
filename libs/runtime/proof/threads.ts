import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../database/index.js';
import {
  brokenDown,
  conclude,
  trialsLeft,
  type Claim,
  type Proof,
  type ProofPlan,
  type Scenario,
  type Trial,
  type TrialResult,
} from '../../simulation/index.js';
import type { Answer, Assignment, ThreadData } from './protocol.js';

/** Proves scenarios on several threads, so that all cores work and the event loop of this one stays free. */
export interface ProofThreads {
  /** Rejects with the signal's reason once it is aborted. One proof at a time. */
  prove(scenario: Scenario, claim: Claim, plan: ProofPlan, options?: ProofOptions): Promise<Proof>;
  close(): Promise<void>;
}

export interface ProofOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface ThreadsOptions {
  /** How many; as many as there are cores unless said otherwise. */
  readonly count?: number | undefined;
  /** Path of a compiled module that exports `scenarios`. */
  readonly catalogue?: string;
  /** A world that needs more than this is out of bounds, and its trial fails. */
  readonly heapMaxMb?: number;
}

/** Threads run compiled code, also where the rest of the process does not. */
const compiled = (path: string) => join(projectRoot, 'dist', path);

const TRIALS_A_TIME = 5;
const HEAP_MAX_MB = 256;

export function openProofThreads({
  count = availableParallelism(),
  catalogue = compiled('libs/simulation/catalogue.js'),
  heapMaxMb = HEAP_MAX_MB,
}: ThreadsOptions = {}): ProofThreads {
  const threads: (Worker | undefined)[] = Array.from({ length: count });

  const open = () =>
    new Worker(compiled('libs/runtime/proof/thread.js'), {
      workerData: { catalogue } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: heapMaxMb },
    });

  const play = async (at: number, assignment: Assignment, signal?: AbortSignal): Promise<Answer> => {
    const thread = (threads[at] ??= open());
    const finished = new AbortController();
    try {
      const either = AbortSignal.any(signal ? [signal, finished.signal] : [finished.signal]);
      const answer = once(thread, 'message', { signal: either }) as Promise<[Answer]>;
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

  return {
    async prove(scenario, claim, plan, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      const trials = trialsLeft(scenario, plan, []);
      const pieces = piecesOf(trials);
      const results: TrialResult[] = [];
      const work = async (_: unknown, at: number) => {
        for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
          const assignment = { slug: scenario.slug, seeds: plan.seeds, trials: piece };
          try {
            results.push(...(await play(at, assignment, signal)));
          } catch (error) {
            signal?.throwIfAborted();
            // One of these trials has ended its thread: each is played again by itself, to find out which.
            if (piece.length > 1) pieces.push(...piece.map((trial) => [trial]));
            else results.push(...piece.map((trial) => brokenDown(trial, error)));
          }
          onProgress?.(results.length, trials.length);
        }
      };
      const endings = await Promise.allSettled(threads.map(work));
      signal?.throwIfAborted();
      for (const ending of endings) if (ending.status === 'rejected') throw ending.reason;
      return conclude(scenario, claim, plan, results);
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
