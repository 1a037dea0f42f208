import {
  verify,
  type IncidentSnapshot,
  type Runtime,
  type SimulationThreads,
} from '../../../libs/runtime/index.js';
import { findScenario, writeSeeds, type ProofPlan, type Scenario } from '../../../libs/simulation/index.js';
import { withRuntime } from '../with-runtime.js';
import { printProof } from './print-proof.js';
import { progressOf } from './progress.js';
import { tableOf } from './table.js';

/** Proves the incidents of the database that name one of the scenarios, and records what comes of it. */
export function proveAndRecord(
  chosen: readonly Scenario[],
  plan: ProofPlan,
  threads: SimulationThreads,
  withFigures: boolean,
): Promise<boolean> {
  return withRuntime(async (runtime, caller) => {
    let allHold = true;
    for (const incident of await verifiable(runtime, chosen)) {
      const options = { onProgress: progressOf(incident.slug) };
      const verification = await verify(threads, incident, plan, options);
      printProof(findScenario(verification.scenario), verification, { withFigures });
      await runtime.incidents.recordVerification(incident.slug, verification, caller());
      allHold &&= verification.holds;
    }
    await printStatus(runtime, chosen);
    return allHold;
  });
}

/** Prints how the incidents of the database stand that name one of the scenarios. */
export const showStatus = (chosen: readonly Scenario[]) =>
  withRuntime((runtime) => printStatus(runtime, chosen));

async function printStatus(runtime: Runtime, chosen: readonly Scenario[]): Promise<void> {
  const table = tableOf('incident', 'simulation says', 'seeds', 'scenario', 'on');
  for (const incident of await verifiable(runtime, chosen)) {
    const { slug, verification, verifiedAt } = incident;
    table.push([
      slug,
      runtime.verifications.statusOf(incident),
      verification ? writeSeeds(verification.seeds) : '',
      verification ? `${verification.scenario} ${verification.scenarioVersion}` : '',
      verifiedAt?.toISOString() ?? '',
    ]);
  }
  console.log(table.toString());
}

/** The incidents that can still change and whose record names one of the scenarios, in the order of their submission. */
async function verifiable({ incidents }: Runtime, chosen: readonly Scenario[]): Promise<IncidentSnapshot[]> {
  const slugs = new Set(chosen.map(({ slug }) => slug));
  return (await incidents.all()).filter(
    ({ status, record }) =>
      (status === 'submitted' || status === 'published') && slugs.has(record.scenario ?? ''),
  );
}
