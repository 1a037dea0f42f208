import { findScenario, type MeasuredSweep } from '../../simulation/index.js';
import type { SimulationThreads } from './threads.js';

/** The figures of the scenarios' sweeps, measured when somebody first asks for them. */
export interface Sweeps {
  /** Measured once in the life of the process, on a thread of its own. Throws SCENARIO_NOT_FOUND. */
  measured(slug: string, sweepId: string): Promise<MeasuredSweep>;
}

/** There are as many sweeps as the catalogue holds, so that all can be kept; one is measured at a time. */
export function openSweeps(openThreads: () => SimulationThreads): Sweeps {
  const kept = new Map<string, Promise<MeasuredSweep>>();
  let last: Promise<unknown> = Promise.resolve();

  const measure = async (slug: string, sweepId: string) => {
    const scenario = findScenario(slug);
    const sweep = scenario.sweeps.find(({ id }) => id === sweepId);
    if (!sweep) throw new Error(`The scenario ${slug} has no sweep ${sweepId}.`);
    const threads = openThreads();
    try {
      return await threads.measure(scenario, sweep);
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
  };
}
