import { performance } from 'node:perf_hooks';
import { claimOf, current, requiredScenario, type Verification } from '../../incident/index.js';
import type { LongJobHandlers } from '../../jobs/index.js';
import { derivedId } from '../../kernel/index.js';
import { arms, findScenario, type ProofPlan } from '../../simulation/index.js';
import type { Incidents, IncidentSnapshot } from '../incidents.js';
import type { ThreadsControl, SimulationThreads } from './threads.js';

/** What the long jobs do. One that was ended in the middle leaves nothing behind and is run again from the start. */
export function longJobHandlers(
  incidents: Pick<Incidents, 'get' | 'recordVerification'>,
  openThreads: () => SimulationThreads,
): LongJobHandlers {
  return {
    async 'verify-incident'({ slug, seeds, ...caller }, { id, signal, report }) {
      const threads = openThreads();
      try {
        const incident = await incidents.get(slug);
        const verification = await verify(threads, incident, { seeds, arms }, { signal, onProgress: report });
        await incidents.recordVerification(slug, verification, {
          ...caller,
          commandId: derivedId('job', id),
        });
      } finally {
        await threads.close();
      }
    },
  };
}

/**
 * Proves the record of an incident as it stands. Throws INCIDENT_NOT_CURRENT, INCIDENT_HAS_NO_SCENARIO and
 * SCENARIO_NOT_FOUND, and the reason of the signal when that is aborted.
 */
export async function verify(
  threads: SimulationThreads,
  incident: IncidentSnapshot,
  plan: ProofPlan,
  options: ThreadsControl = {},
): Promise<Verification> {
  const { record } = current(incident, incident.slug);
  const scenario = findScenario(requiredScenario(record));
  const startedAtMs = performance.now();
  const proof = await threads.prove(scenario, claimOf(record), plan, options);
  return { ...proof, durationMs: Math.round(performance.now() - startedAtMs) };
}
