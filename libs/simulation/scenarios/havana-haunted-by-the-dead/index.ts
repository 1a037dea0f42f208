import { defineScenario, type Scenario } from '../../define-scenario.js';
import { watchMemory } from './look-alike.js';
import { draw, parametersSchema, timeline } from './parameters.js';
import { exclusionProbes, healthyLines, probes } from './probes.js';
import { fault, fix, lockContention, wrongFixes } from './remedies.js';
import { sweeps } from './sweeps.js';
import { words } from './words.js';
import { workload } from './workload.js';
import { build } from './world.js';

/*
 * A cloud has been running for years. Whoever deletes an instance only marks its rows, and nobody has ever removed them:
 * hundreds of thousands of dead instances, and several rows of metadata for each. After an upgrade the EC2 API checks
 * with each launch whether the client's token was used before. It fetches every instance of the tenant and every row of
 * metadata, the dead included, makes an object of each, and holds them all until it has answered. One launch takes
 * minutes and gigabytes. Launches come in faster than they are finished; together they fill the memory, the machine
 * swaps, and everything on it stands still until the process is restarted and the next launches begin anew.
 *
 * A restart or more memory buys minutes. Without the dead rows the same code is fast. When somebody locks the tables
 * instead, launches take as long, but the process stays small, and how many rows there are makes no difference.
 */
export const havanaHauntedByTheDead: Scenario = defineScenario({
  slug: 'havana-haunted-by-the-dead',
  version: 1,
  title: 'Looking a client token up loads every instance that ever lived',
  parameters: parametersSchema,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...lockContention, check: 'memory-during-a-request', ask: watchMemory },
  probes,
  exclusionProbes,
  words,
  healthyLines,
  sweeps,
});
