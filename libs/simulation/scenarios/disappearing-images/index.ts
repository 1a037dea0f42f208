import { defineScenario, type Scenario } from '../../define-scenario.js';
import { corruption, searchAllLogsForRemoval } from './look-alike.js';
import { draw, parametersSchema, timeline } from './parameters.js';
import { exclusionProbes, healthyLines, probes } from './probes.js';
import { fault, fix, wrongFixes } from './remedies.js';
import { sweeps } from './sweeps.js';
import { words } from './words.js';
import { workload } from './workload.js';
import { build } from './world.js';

/*
 * All compute nodes of a cloud mount one instances directory. Each of them regularly marks the base files that its own
 * instances stand on, by touching them. After an upgrade each also deletes, by default, what nobody has touched for an
 * hour. That is harmless as long as everybody is awake. A node that is down touches nothing: if an image has its only
 * instance there, as the snapshot of a user mostly has, the neighbours take its base file for refuse. The node comes
 * back, and one instance has lost the ground under its disk; those of popular images, kept alive by others, start.
 *
 * Rebooting the instance cannot help, and uploading the snapshot again gives it a new id and thus another file name.
 * Repairing the node leaves the next one to fall into the same trap. A damaged disk array looks alike at first: base
 * files are missing there too, but no log tells of their removal, and other files cannot be read.
 */
export const disappearingImages: Scenario = defineScenario({
  slug: 'disappearing-images',
  version: 1,
  title: 'Base files on shared storage are removed while the node that needs them is down',
  parameters: parametersSchema,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...corruption, check: 'search-all-logs-for-removal', ask: searchAllLogsForRemoval },
  probes,
  exclusionProbes,
  words,
  healthyLines,
  sweeps,
});
