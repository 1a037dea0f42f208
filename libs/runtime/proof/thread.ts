import { parentPort, workerData } from 'node:worker_threads';
import { findScenario, playTrial, type Scenario } from '../../simulation/index.js';
import type { Answer, Assignment, ThreadData } from './protocol.js';

/** The program of a thread: plays what it is assigned, one assignment after the other. */
const { catalogue } = workerData as ThreadData;
const { scenarios } = (await import(catalogue)) as { scenarios: readonly Scenario[] };

parentPort?.on('message', ({ slug, seeds, trials }: Assignment) => {
  const scenario = findScenario(slug, scenarios);
  parentPort?.postMessage(trials.map((trial) => playTrial(scenario, trial, { seeds })) satisfies Answer);
});
