import { defineScenario, type Scenario } from '../../define-scenario.js';
import { ofKind } from '../../history.js';
import { serviceLine, spawnedLine } from './log-lines.js';
import { askTheSwitch } from './look-alike.js';
import { draw, parametersSchema, timeline } from './parameters.js';
import { exclusionProbes, probes } from './probes.js';
import { cableFailure, fault, fix, wrongFixes } from './remedies.js';
import { sweeps } from './sweeps.js';
import { words } from './words.js';
import { workload } from './workload.js';
import { build } from './world.js';

/*
 * Switches expect that a server never speaks spanning tree: who does has cabled a loop, so BPDU guard takes the port
 * out of service, at once and on both switches, since the two ports of a bond are one to them. That is a good rule for
 * a server and a bad one for a house with a hundred tenants. A guest with a bridge of its own greets the other bridges
 * every two seconds; the bridge of its hypervisor, which has spanning tree switched off, passes the greeting on like
 * any multicast; and the whole node goes dark: the guests, and nova-compute, which reports over the same bond. Only the
 * 1 Gb card, which ends elsewhere, still answers, and so everybody suspects the 10 Gb card.
 *
 * A new card finds the port still closed. Enabling the port holds until the user launches the instance again, and moving
 * it takes its new home down too. What helps is to drop such frames where they leave the guest. A cable that fails looks
 * alike from within the node, but takes one leg at a time, and the switches have nothing to say about it.
 */
export const valentinesDayMassacre: Scenario = defineScenario({
  slug: 'valentines-day-massacre',
  version: 1,
  title: 'One guest’s BPDU makes the switches cut its whole node off',
  parameters: parametersSchema,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...cableFailure, check: 'ask-the-switch', ask: askTheSwitch },
  probes,
  exclusionProbes,
  words,
  /** What the controller lists, and the nodes log, while all is well. */
  healthyLines: (history) => [
    ...ofKind(history, 'service-listed')
      .filter(({ isUp }) => isUp)
      .slice(0, 6)
      .map(({ atMs, node }) => serviceLine(atMs, node, true)),
    ...ofKind(history, 'guest-launched')
      .slice(0, 8)
      .map(({ atMs, guest }) => spawnedLine(atMs, guest)),
  ],
  sweeps,
});
