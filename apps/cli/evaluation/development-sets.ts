import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../../libs/database/index.js';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import {
  readExpectations,
  readKnowledgeLines,
  readQuestions,
  type Question,
} from '../../../libs/matching/index.js';
import { readShippedCatalogue } from '../../../libs/runtime/index.js';
import { reportOf, scenarios } from '../../../libs/simulation/index.js';
import { readText } from '../read-text.js';

/** Reports with their solutions, and the knowledge that they are put to. */
export interface DevelopmentSet {
  readonly name: string;
  /** How much it counts in learning, compared with other sets of its size. */
  readonly weight: number;
  readonly knowledge: readonly IncidentRecord[];
  readonly questions: readonly Question[];
  /** By the id of the report. */
  readonly expectations: ReadonlyMap<string, readonly string[]>;
}

const HADOOP = 'hadoop.kb.jsonl.gz';
const OPENSTACK = 'openstack-fixes.kb.jsonl.gz';
const FILES = [
  { name: 'operator-symptoms', knowledge: OPENSTACK },
  { name: 'release-notes', knowledge: OPENSTACK },
  { name: 'hadoop-duplicates', knowledge: HADOOP },
];

/**
 * The sets that the matcher is developed with: those of the folder; our own reports on the shipped tales, which are put
 * to the tales and the OpenStack fixes together, and to the tales alone; what the tales say of themselves; and what people
 * report from simulated worlds in which nothing is wrong.
 */
export async function readDevelopmentSets(folder: string): Promise<DevelopmentSet[]> {
  const knowledge = new Map<string, readonly IncidentRecord[]>();
  for (const file of [HADOOP, OPENSTACK]) {
    knowledge.set(file, readKnowledgeLines(file, await readText(join(folder, file))));
  }
  const sets: DevelopmentSet[] = [];
  for (const { name, knowledge: file } of FILES) {
    const reports = `${name}.dev.jsonl`;
    const text = await readText(join(folder, reports));
    sets.push({
      name,
      weight: 1,
      knowledge: knowledge.get(file)!,
      questions: readQuestions(reports, text),
      expectations: new Map(readExpectations(reports, text).map((it) => [it.id, it.expected])),
    });
  }
  const tales = await readShippedCatalogue();
  return [
    ...sets,
    await taleReports('tale-reports', [...tales, ...knowledge.get(OPENSTACK)!]),
    await taleReports('tales-alone', tales),
    quotations('tale-quotations', tales),
    healthyWorlds('healthy-worlds', tales),
  ];
}

interface TaleReport {
  readonly tale?: string;
  readonly text: string;
  readonly logs?: readonly string[];
}

/** Our own reports: on each tale, on nothing that is known, and on what only sounds like a tale. */
async function taleReports(name: string, knowledge: readonly IncidentRecord[]): Promise<DevelopmentSet> {
  const file = join(projectRoot, 'libs', 'matching', 'tale-reports.yaml');
  const groups = parse(await readFile(file, 'utf8')) as Record<string, readonly TaleReport[]>;
  const reports = Object.entries(groups).flatMap(([group, items]) =>
    items.map((it, at) => ({ id: `${group}-${at + 1}`, ...it })),
  );
  return {
    name,
    weight: 1,
    knowledge,
    questions: reports.map(({ id, text, logs = [] }) => ({ id, text, logs, exclude: [] })),
    expectations: new Map(reports.map(({ id, tale }) => [id, tale === undefined ? [] : [tale]])),
  };
}

/** Reports that nobody filed show what is certain, and are not what is usual. */
const MADE_UP = 0.6;

/** Reports that are beyond doubt: each symptom in the incident's own words, and each example of a log line alone. */
function quotations(name: string, knowledge: readonly IncidentRecord[]): DevelopmentSet {
  const reports = knowledge.flatMap(({ slug, symptoms, signatures }) => [
    ...symptoms.map((it) => ({ id: `${slug}/${it.id}`, slug, text: it.statement, logs: [] })),
    ...signatures.map((it) => ({ id: `${slug}/${it.id}`, slug, text: '', logs: it.example.split('\n') })),
  ]);
  return {
    name,
    weight: MADE_UP,
    knowledge,
    questions: reports.map(({ id, text, logs }) => ({ id, text, logs, exclude: [] })),
    expectations: new Map(reports.map(({ id, slug }) => [id, [slug]])),
  };
}

/** The tests ask about worlds of other seeds. */
const WORLDS = { from: 1_000, count: 20 };

/** Complaints that no tale explains, with log lines of the world that a tale is set in. */
function healthyWorlds(name: string, knowledge: readonly IncidentRecord[]): DevelopmentSet {
  const reports = scenarios.flatMap((scenario) =>
    Array.from({ length: WORLDS.count }, (_, at) => {
      const { text, logLines } = reportOf(scenario, scenario.run('healthy', { seed: WORLDS.from + at }));
      // Whoever complains of the same is kept together, so that no answer is learned from another one's words.
      return { id: `${scenario.slug}/${text}`, text, logs: logLines, exclude: [] };
    }),
  );
  return {
    name,
    weight: MADE_UP,
    knowledge,
    questions: reports,
    expectations: new Map(reports.map(({ id }) => [id, []])),
  };
}
