import { incidentRecordSchema, type IncidentRecord, type IncidentRecordInput } from '../incident/index.js';
import type { Observation } from '../report/index.js';

/** A record for tests: only what matters is given. */
export function incident(slug: string, fields: Partial<IncidentRecordInput> = {}): IncidentRecord {
  return incidentRecordSchema.parse({
    slug,
    title: slug.replaceAll('-', ' '),
    resolution: 'resolved',
    ...fields,
  });
}

/** An observation for tests. */
export function observation(text: string, rest: Partial<Observation> = {}): Observation {
  return { text, logLines: [], facts: [], ...rest };
}

export const oversizedFrames = incident('oversized-frames', {
  title: 'Frames grow too large for the uplink',
  components: ['nova-network', 'switch'],
  environment: { releases: ['Essex'], deployment: [] },
  symptoms: [
    { id: 'session-freezes', statement: 'A terminal session freezes when a command prints much output' },
    { id: 'large-ping-lost', statement: 'Large echo requests stay unanswered while small ones return' },
  ],
  signatures: [
    {
      id: 'giants',
      event: 'oversized-frame-dropped',
      vendor: 'Acme',
      pattern: 'dropped giant frame, length \\d+',
      example: 'swp1: dropped giant frame, length 1518',
      counterExample: 'swp1: dropped runt frame, length 60',
    },
    {
      id: 'giants-elsewhere',
      event: 'oversized-frame-dropped',
      vendor: 'Umbrella',
      pattern: '(?i)giants? discarded on \\S+',
      example: 'Giants discarded on Eth1',
      counterExample: 'Runts discarded on Eth1',
    },
  ],
  facts: [{ name: 'ping payload without reply', min: 1469, max: 1472, unit: 'bytes' }],
  exclusions: [{ id: 'new-sessions-hang', statement: 'New terminal sessions cannot be opened either' }],
});

export const brokerOutOfMemory = incident('broker-out-of-memory', {
  title: 'The message broker runs out of memory',
  narrative:
    'Somebody refreshed the console page of one instance again and again. The broker carried every copy.',
  components: ['rabbitmq'],
  symptoms: [{ id: 'broker-dies', statement: 'The broker grows until the kernel kills it' }],
  facts: [{ name: 'size of the console log', min: 1, unit: 'GB' }],
});

export const deletedBaseImage = incident('deleted-base-image', {
  title: 'Base images are deleted while in use',
  components: ['nova-compute', 'nfs'],
  symptoms: [{ id: 'no-backing-file', statement: 'The backing file of an instance is missing from _base' }],
  facts: [{ name: 'shared_storage', value: true }],
});

export const fixtures: readonly IncidentRecord[] = [oversizedFrames, brokerOutOfMemory, deletedBaseImage];
