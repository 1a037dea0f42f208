import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { findScenario, measurePoint, playTrial, type Scenario } from '../../simulation/index.js';
import type { Answer, Assignment, Kind, ThreadData } from './protocol.js';

/** The program of a thread: does what it is assigned, one assignment after the other. */
const { catalogue } = workerData as ThreadData;
const { scenarios } = (await import(pathToFileURL(catalogue).href)) as { scenarios: readonly Scenario[] };

parentPort?.on('message', (assignment: Assignment) => parentPort?.postMessage(answerTo(assignment)));

function answerTo(assignment: Assignment): Answer<Kind> {
  const scenario = findScenario(assignment.slug, scenarios);
  switch (assignment.kind) {
    case 'trials':
      return assignment.trials.map((trial) => playTrial(scenario, trial, assignment));
    case 'point':
      return measurePoint(
        scenario.sweeps.find(({ id }) => id === assignment.sweep)!,
        assignment.place,
      );
  }
}
