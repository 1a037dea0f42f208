import { incidentRecordSchema } from '../incident/index.js';
import { seal } from '../kernel/index.js';
import { createKnowledge } from './knowledge.js';
import { jsonPart } from './parts.js';
import { stopWords } from './vocabulary.js';

/**
 * Differs between releases that read, weigh or lay out an index in different ways: the checksum of the index of a
 * sample, which has words of every kind in every field, and of the words that are left out.
 */
export function indexFingerprint(): string {
  const index = createKnowledge([{ record: sample }], 0).toParts();
  const [checksum] = [...seal([...index, jsonPart([...stopWords])])].slice(-1);
  return Buffer.from(checksum!).toString('hex');
}

const WORDS = `nova-api RabbitMQ vlan20 _base VMs 4711 it's Zürich connection_timeout oversized running relational
  generalizations hopping hopefulness the THE error.log 10.0.0.1 2026-01-01T00:00:00Z 0x7ffe eth0 eth0 a-b-c-d-e-f-g
  deadbeef-0000-4000-8000-000000000000 日本 1 12 123 123456`;

const sample = incidentRecordSchema.parse({
  slug: 'sample',
  title: WORDS,
  components: WORDS.split(/\s+/),
  narrative: WORDS,
  symptoms: [{ id: 'it', statement: WORDS }],
  logExcerpts: [WORDS],
  resolution: 'open',
});
