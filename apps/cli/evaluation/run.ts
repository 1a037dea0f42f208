import { createKnowledge, match, type Knowledge, type Question } from '../../../libs/matching/index.js';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import type { Evidence, Verdict } from '../../../libs/report/index.js';

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

/** Answers one report after the other. */
export function answerAll(
  knowledge: Knowledge,
  questions: readonly Question[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Answer[] {
  return questions.map(({ id, text, logs, exclude }, index) => {
    const observation = { text, logLines: logs, facts: [] };
    const rejected = new Set(exclude);
    const start = performance.now();
    const { verdict, matches } = match(knowledge, observation, { rejected });
    const ms = Math.round((performance.now() - start) * 1000) / 1000;
    onProgress(index + 1, questions.length);
    const listed = matches.map(({ slug, confidence, evidence }) => ({ id: slug, confidence, evidence }));
    return { id, verdict, matches: listed, ms };
  });
}
