import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import { seededRandom } from '../../../libs/kernel/index.js';
import { readKnowledgeLines, readQuestions, type Question } from '../../../libs/matching/index.js';

const KNOWLEDGE = 'openstack-fixes.kb.jsonl.gz';
export const reportSets = ['operator-symptoms', 'release-notes'] as const;

export const isThere = (folder: string) => existsSync(join(folder, KNOWLEDGE));

export function readReports(folder: string, set: string): Question[] {
  const file = `${set}.dev.jsonl`;
  return readQuestions(file, readFileSync(join(folder, file), 'utf8'));
}

export function readRecords(folder: string): IncidentRecord[] {
  return readKnowledgeLines(KNOWLEDGE, gunzipSync(readFileSync(join(folder, KNOWLEDGE))).toString('utf8'));
}

/**
 * The records so many times over. Each copy tells five words more, of which two are words of other records and three
 * are of a vocabulary of its own, common and rare ones, so that copies differ and the dictionary grows as well.
 */
export function grow(records: readonly IncidentRecord[], times: number): IncidentRecord[] {
  const random = seededRandom(times);
  const said = records
    .slice(0, 3_000)
    .flatMap((it) => it.narrative.split(/\W+/).filter((word) => word.length > 3));
  const noise = () => `zq${Math.floor(100_000 * random.next() ** 3).toString(36)}`;
  const word = () => said[Math.floor(said.length * random.next())] ?? noise();
  return Array.from({ length: times }, (_, copy) =>
    records.map((record) => ({
      ...record,
      slug: `${record.slug}-${copy}`,
      narrative: `${record.narrative} ${[noise(), word(), noise(), word(), noise()].join(' ')}`,
    })),
  ).flat();
}
