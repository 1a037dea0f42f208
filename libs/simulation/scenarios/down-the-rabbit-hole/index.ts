/**
 * Down the rabbit hole. A guest breaks and repeats one complaint on its console for hours; the hypervisor appends it to
 * a file that nothing limits. Its owner opens the console page. Nova reads the whole file and sends it as one reply
 * through the message broker, which holds it several times over until nova-api has taken it in, and nova-api takes in
 * no other reply meanwhile. The page is too slow and too long to be of use, so it is loaded again, and again. Broker
 * memory goes over the watermark and all publishers are held up; launches, whose steps are messages too, wait or time
 * out. A message that has begun to arrive comes in nonetheless, and one that is large enough takes the master's process
 * over the size of its memory: it is killed, clients turn to the mirror, and the next reply arrives there. Monitoring
 * sees processes that run. A restart empties the memory and changes nothing about the file, which is larger on the next
 * morning. What helps is a limit at both ends: on the file and on the reply.
 */
import { defineScenario, type Scenario } from '../../define-scenario.js';
import { fault, fix, partition, workload, wrongFixes } from './interventions.js';
import { draw, parameters, timeline } from './parameters.js';
import { askForBrokerMemory, exclusionProbes, probes } from './probes.js';
import { sweeps } from './sweeps.js';
import { healthy, healthyLines, symptoms } from './words.js';
import { build } from './world.js';

export const downTheRabbitHole: Scenario = defineScenario({
  slug: 'down-the-rabbit-hole',
  version: 1,
  title: 'A console log of gigabytes travels through the message broker',
  parameters,
  draw,
  timeline,
  build,
  workload,
  fault,
  fix,
  wrongFixes,
  lookAlike: { ...partition, check: 'broker-memory', ask: askForBrokerMemory },
  probes,
  exclusionProbes,
  words: { symptoms, healthy },
  healthyLines,
  sweeps,
});
