import {
  createKnowledge,
  HeardReports,
  match,
  type Knowledge,
  type Question,
} from '../../../libs/matching/index.js';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import type { Evidence, Observation, Verdict } from '../../../libs/report/index.js';

/** A line of the results. */
export interface Answer {
  readonly id: string;
  readonly verdict: Verdict;
  readonly matches: readonly {
    readonly id: string;
    readonly confidence: number;
    readonly evidence: readonly Evidence[];
  }[];
  /** Time of the lookup alone. */
  readonly ms: number;
}

export interface Built {
  readonly knowledge: Knowledge;
  readonly buildMs: number;
  /** What the process has grown by, the records themselves included. */
  readonly residentMb: number;
}

/** Indexes records, and says what it took. */
export function buildKnowledge(records: readonly IncidentRecord[]): Built {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const knowledge = createKnowledge(
    records.map((record) => ({ record })),
    0,
  );
  const buildMs = performance.now() - start;
  return { knowledge, buildMs, residentMb: (process.memoryUsage().rss - before) / 1e6 };
}

/** What a question of an evaluation says, as a report would. */
export const observationOf = ({ text, logs }: Question): Observation => ({ text, logLines: logs, facts: [] });

/** What a system in service has heard of reports like these before. */
export function hearAll(questions: readonly Question[]): HeardReports {
  const heard = new HeardReports();
  for (const it of questions) heard.hear(it.id, observationOf(it));
  heard.settle();
  return heard;
}

/** Answers one report after the other, by a system that has heard them all. */
export function answerAll(
  knowledge: Knowledge,
  questions: readonly Question[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Answer[] {
  const heard = hearAll(questions);
  return questions.map((question, index) => {
    const { id, exclude } = question;
    const observation = observationOf(question);
    const rejected = new Set(exclude);
    const start = performance.now();
    const { verdict, matches } = match(knowledge, observation, { heard, rejected });
    const ms = Math.round((performance.now() - start) * 1000) / 1000;
    onProgress(index + 1, questions.length);
    const listed = matches.map(({ slug, confidence, evidence }) => ({ id: slug, confidence, evidence }));
    return { id, verdict, matches: listed, ms };
  });
}
