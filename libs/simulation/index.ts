export { arms, type Arm } from './arms.js';
export { defineScenario, type Run, type RunOptions, type Scenario } from './define-scenario.js';
export type { Entry, Tap } from './engine/simulation.js';
export { simulationRejectionCodes } from './rejections.js';
export type { Observation, Sweep, SweepSeries } from './scenario.js';
