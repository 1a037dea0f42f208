import { defineScenario, type Scenario } from '../../define-scenario.js';
import { ofKind } from '../../history.js';
import { ipLine, loginLine } from './log-lines.js';
import { countTagsOnReplies } from './look-alike.js';
import { draw, parametersSchema, timeline } from './parameters.js';
import { exclusionProbes, probes } from './probes.js';
import { fault, fix, tunnel, wrongFixes } from './remedies.js';
import { sweeps } from './sweeps.js';
import { words } from './words.js';
import { workload } from './workload.js';
import { build } from './world.js';

/*
 * A project's network is a VLAN between the controller, which routes, and the compute nodes. nova-network makes its
 * VLAN devices on whatever interface the configuration names: the bond of the servers, if somebody thought of it. Here
 * it names the VLAN on which the data centre delivers the Internet, which is on that bond as well. Everything still
 * works, since a tag within a tag is put on and taken off like any other. But it takes 4 bytes, and every interface has
 * room for one tag beyond its MTU, not for two. A packet of 1497 bytes or more is a giant to the next one, and dies
 * there without a word to anybody. Who types notices nothing; who prints a page waits for ever, since TCP sends the
 * same full segment again and again.
 *
 * The guests, their images and the uplink have nothing to do with it, so nothing that is done to them helps. A tunnel
 * with a firewall that swallows the router's complaints feels just the same, but leaves one tag on the replies.
 */
export const doubleVlan: Scenario = defineScenario({
  slug: 'double-vlan',
  version: 2,
  title: 'Tenant VLANs are stacked on another VLAN, and full packets are 4 bytes too long',
  parameters: parametersSchema,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...tunnel, check: 'count-tags-on-the-reply', ask: countTagsOnReplies },
  probes,
  exclusionProbes,
  words,
  /** What nodes and guests show and log while all is well. */
  healthyLines: (history) => [
    ...ofKind(history, 'vlan-listed').slice(0, 4).map(ipLine),
    'vlan_interface=bond0',
    ...ofKind(history, 'session-opened')
      .slice(0, 8)
      .map(({ atMs, server }) => loginLine(atMs, server)),
  ],
  sweeps,
});
