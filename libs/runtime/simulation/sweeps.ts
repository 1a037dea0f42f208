import { findScenario, type MeasuredSweep } from '../../simulation/index.js';
import { processEnding } from '../process-ending.js';
import type { SimulationThreads } from './threads.js';

/** The figures of the scenarios' sweeps, measured when somebody first asks for them. */
export interface Sweeps {
  /**
   * Measured once in the life of the process, on a thread of its own. Throws SCENARIO_NOT_FOUND, and PROCESS_ENDING
   * once they are closed.
   */
  measured(slug: string, sweepId: string): Promise<MeasuredSweep>;
  /** Ends the measuring at hand and all that waits for its turn. */
  close(): void;
}

/** There are as many sweeps as the catalogue holds, so that all can be kept; one is measured at a time. */
export function openSweeps(openThreads: () => SimulationThreads): Sweeps {
  const kept = new Map<string, Promise<MeasuredSweep>>();
  let last: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const measure = async (slug: string, sweepId: string) => {
    closing.signal.throwIfAborted();
    const scenario = findScenario(slug);
    const sweep = scenario.sweeps.find(({ id }) => id === sweepId);
    if (!sweep) throw new Error(`The scenario ${slug} has no sweep ${sweepId}.`);
    const threads = openThreads();
    try {
      return await threads.measure(scenario, sweep, { signal: closing.signal });
    } finally {
      await threads.close();
    }
  };

  return {
    measured(slug, sweepId) {
      const key = `${slug} ${sweepId}`;
      const known = kept.get(key);
      if (known) return known;
      const measuring = last.then(() => measure(slug, sweepId));
      last = measuring.catch(() => kept.delete(key));
      kept.set(key, measuring);
      return measuring;
    },
    close: () => closing.abort(processEnding()),
  };
}
