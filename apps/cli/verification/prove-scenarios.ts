import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimOf } from '../../../libs/incident/index.js';
import {
  openSimulationThreads,
  readShippedCatalogue,
  type SimulationThreads,
} from '../../../libs/runtime/index.js';
import type { Proof, ProofPlan, Scenario } from '../../../libs/simulation/index.js';
import { duration } from '../duration.js';
import { interruptible } from '../interrupted.js';
import { writeCaptures } from './captures.js';
import { printProof } from './print-proof.js';
import { progressOf } from './progress.js';
import { proveAndRecord } from './recorded.js';

export { showStatus } from './recorded.js';

export interface ProofOptions {
  /** Also prints what each probe saw. */
  readonly figures?: true;
  /** How many threads prove; as many as there are cores. */
  readonly threads?: number;
  /** Folder for the scenarios' sweeps. */
  readonly plot?: string;
  /** Folder for what the ports of the first seed saw. */
  readonly pcap?: string;
  /** Proves the incidents of the database, and records the outcome with them; the shipped ones otherwise. */
  readonly record?: true;
}

/** Proves scenarios, prints what comes of it and writes what was asked for; says whether all of them hold. */
export async function proveScenarios(
  chosen: readonly Scenario[],
  plan: ProofPlan,
  { figures, threads: count, plot, pcap, record }: ProofOptions,
): Promise<boolean> {
  const threads = openSimulationThreads({ count });
  const unlessInterrupted = interruptible();
  try {
    const prove = record ? proveAndRecord : proveShipped;
    const holds = await unlessInterrupted(prove(chosen, plan, threads, figures === true));
    if (pcap !== undefined) await writeAllCaptures(pcap, chosen, plan);
    if (plot !== undefined) await unlessInterrupted(writePlots(plot, chosen, threads));
    return holds;
  } finally {
    await threads.close();
  }
}

/** Proves the shipped records one after the other, each on all threads, and says whether all of them hold. */
async function proveShipped(
  chosen: readonly Scenario[],
  plan: ProofPlan,
  threads: SimulationThreads,
  withFigures: boolean,
): Promise<boolean> {
  const records = await readShippedCatalogue();
  const startedAt = performance.now();
  const proofs: Proof[] = [];
  for (const scenario of chosen) {
    const record = records.find((it) => it.scenario === scenario.slug);
    if (!record) throw new Error(`No shipped incident names the scenario ${scenario.slug}.`);
    const options = { onProgress: progressOf(scenario.slug) };
    const proof = await threads.prove(scenario, claimOf(record), plan, options);
    printProof(scenario, proof, { withFigures });
    proofs.push(proof);
  }
  const proven = proofs.filter(({ holds }) => holds).length;
  const events = proofs.reduce((sum, it) => sum + it.simulatedEvents, 0);
  const took = duration(performance.now() - startedAt);
  console.log(
    `${proven} of ${proofs.length} proven in ${took}: ${events.toLocaleString('en')} simulated events.`,
  );
  return proven === proofs.length;
}

async function writeAllCaptures(folder: string, chosen: readonly Scenario[], { seeds, arms }: ProofPlan) {
  for (const scenario of chosen)
    for (const path of await writeCaptures(folder, scenario, arms, seeds.from)) console.log(path);
}

async function writePlots(folder: string, chosen: readonly Scenario[], threads: SimulationThreads) {
  // Loaded here, so that no proof without plots waits for it.
  const { plotSweep } = await import('./plot-sweep.js');
  for (const scenario of chosen) {
    for (const sweep of scenario.sweeps) {
      const options = { onProgress: progressOf(`${scenario.slug} ${sweep.id}`) };
      const path = join(folder, `${scenario.slug}.${sweep.id}.svg`);
      await writeFile(path, plotSweep(await threads.measure(scenario, sweep, options)));
      console.log(path);
    }
  }
}
