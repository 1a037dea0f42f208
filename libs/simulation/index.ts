export { arms, type Arm } from './arms.js';
export { findScenario, scenarios } from './catalogue.js';
export { defineScenario, type Run, type RunOptions, type Scenario } from './define-scenario.js';
export { encodePcap, type CapturedFrame } from './frames/pcap.js';
export type { Entry, Tap } from './engine/simulation.js';
export type { Claim } from './proof/claim.js';
export { conclude, type Play, type ProbeFigures, type Proof, type Spread } from './proof/conclude.js';
export { rules, type Failure, type Rule } from './proof/judge.js';
export {
  parseArm,
  parseSeeds,
  playsOf,
  SEEDS_DEFAULT,
  writeSeeds,
  type ProofPlan,
  type SeedRange,
  type Trial,
} from './proof/plan.js';
export { brokenDown, playTrial, traceDigest, type Observed, type TrialResult } from './proof/play.js';
export { prove, trialsLeft, type ProofProgress } from './proof/prove.js';
export { reportOf, type WorldReport } from './report-of.js';
export { simulationRejectionCodes } from './rejections.js';
export type { Axis, Observation, Sweep, SweepSeries } from './scenario.js';
export {
  joinPoints,
  measurePoint,
  measureSweep,
  placesOf,
  type MeasuredSeries,
  type MeasuredSweep,
  type SweepPlace,
  type SweepPoint,
} from './sweeps/measure.js';
