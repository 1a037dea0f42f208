import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: simulationRejectionCodes, reject } = rejections([
  'SCENARIO_NOT_FOUND',
  'SCENARIO_PARAMETER_INVALID',
  'ARM_UNKNOWN',
  'REMEDY_UNKNOWN',
  'SEEDS_INVALID',
  'SIMULATION_RUNS_IN_CIRCLES',
]);
