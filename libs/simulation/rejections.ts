import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: simulationRejectionCodes, reject } = rejections([
  'SCENARIO_PARAMETER_INVALID',
  'REMEDY_UNKNOWN',
  'SIMULATION_RUNS_IN_CIRCLES',
  'SCENARIO_NOT_FOUND',
  'ARM_UNKNOWN',
  'SEEDS_INVALID',
]);
