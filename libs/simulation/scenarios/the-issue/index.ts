/**
 * The Issue. A guest on KVM takes a large backup every night. Host and guest share a ring of packets and ring for each
 * other; in the racy version a notification that comes in the wrong moment is lost, and the queue towards the guest
 * stands still from then on. All that it receives ends at once. Its lease lasts a minute, so the DHCP client is the
 * first to complain: it asks its server again and again, then everybody, and the server answers each time, but the
 * answers stay in the queue. The lease ends, the address goes, and after a minute without an offer the client ends too.
 * So it looks as if DHCP were to blame. A longer lease only lets the client notice later; restarting networking or the
 * guest sets the device up anew, which helps until the next busy night. What helps is the hypervisor without the race.
 * Looks alike: a dead DHCP server, where all guests lose their addresses, and lose nothing else before.
 */
import { defineScenario, type Scenario } from '../../define-scenario.js';
import { fault, fix, serverDown, workload, wrongFixes } from './interventions.js';
import { draw, parameters, timeline } from './parameters.js';
import { askServerLog, exclusionProbes, probes } from './probes.js';
import { sweeps } from './sweeps.js';
import { healthy, healthyLines, symptoms } from './words.js';
import { build } from './world.js';

export const theIssue: Scenario = defineScenario({
  slug: 'the-issue',
  version: 1,
  title: 'A busy guest loses its virtual queue, and then its DHCP lease',
  parameters,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...serverDown, check: 'server-log', ask: askServerLog },
  probes,
  exclusionProbes,
  words: { symptoms, healthy },
  healthyLines,
  sweeps,
});
