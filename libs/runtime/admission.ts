import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../database/index.js';
import type { IncidentRecord } from '../incident/index.js';
import { tryAdmission, type AdmissionFinding } from '../matching/index.js';
import type { KnowledgeFollower } from './knowledge.js';

/** Tries a record against what is there now. */
export type Admit = (record: IncidentRecord, distinctFrom: readonly string[]) => AdmissionFinding[];

const HEALTHY_LINES = join('libs', 'matching', 'admission', 'healthy-lines.txt');

/** The gate that records pass at submission and publication, with the knowledge as it is at the time of the call. */
export function openAdmission(knowledge: KnowledgeFollower): () => Promise<Admit> {
  let healthyLines: Promise<string[]> | undefined;
  return async () => {
    healthyLines ??= readFile(join(projectRoot, HEALTHY_LINES), 'utf8').then((text) =>
      text.trim().split('\n'),
    );
    const context = {
      knowledge: await knowledge.catchUp(),
      drafts: knowledge.drafts,
      healthyLines: await healthyLines,
    };
    return (record, distinctFrom) =>
      tryAdmission(record, { ...context, others: knowledge.records(), distinctFrom });
  };
}
