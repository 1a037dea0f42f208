import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { observationOf } from '../../../apps/cli/evaluation/run.js';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import { createKnowledge, match, type HeardReports, type Question } from '../../../libs/matching/index.js';

/** Indexes records, and returns how a report is looked up, after others that were heard: the best ten, best first. */
export type Engine = (
  records: readonly IncidentRecord[],
) => (report: Question, heard?: HeardReports) => readonly Found[];

export interface Found {
  readonly id: string;
  /** Comparable within one report only, but for our own, which is a confidence. */
  readonly score: number;
}

const RESULTS = 10;

/** Our own, all kinds of evidence, verdict and explanation included. */
const talekeeper: Engine = (records) => {
  const knowledge = createKnowledge(
    records.map((record) => ({ record })),
    0,
  );
  return (report, heard) => {
    const options = { ...(heard && { heard }), rejected: new Set(report.exclude), limit: RESULTS };
    const { matches } = match(knowledge, observationOf(report), options);
    return matches.map((it) => ({ id: it.slug, score: it.confidence }));
  };
};

const STOP_WORDS = new Set(
  `a about after all also an and any are as at be been before but by can could do does for from had has have if in into
  is it its may more no not of on only or other should so some such than that the their then there these this to under
  up was we were when where which while will with would you`.split(/\s+/),
);
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
const stemsOf = (text: string) =>
  wordsOf(text)
    .filter((it) => !STOP_WORDS.has(it))
    .map((it) => stemmer(it));
const queryOf = ({ text, logs }: Question) => [text, ...logs].join('\n');
/** All that a record tells, for engines that know no more than a title and a text. */
const storyOf = ({ narrative, symptoms, rootCause, workaround, permanentFix, logExcerpts }: IncidentRecord) =>
  [
    narrative,
    ...symptoms.map((it) => it.statement),
    rootCause?.statement,
    rootCause?.mechanism,
    workaround,
    permanentFix,
    ...logExcerpts,
  ].join(' ');

/** Every posting of every term is read: what retrieval costs that skips nothing. Title counted twice. */
const exhaustiveBm25: Engine = (records) => {
  const [k1, b] = [1.2, 0.75];
  const postings = new Map<string, { at: number[]; count: number[] }>();
  const lengths = records.map((record, at) => {
    const stems = stemsOf(`${record.title} ${record.title} ${storyOf(record)}`);
    const counts = new Map<string, number>();
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    for (const [stem, count] of counts) {
      let list = postings.get(stem);
      if (!list) postings.set(stem, (list = { at: [], count: [] }));
      list.at.push(at);
      list.count.push(count);
    }
    return stems.length;
  });
  const meanLength = lengths.reduce((sum, it) => sum + it, 0) / Math.max(1, lengths.length);
  return (report) => {
    const scores = new Float64Array(records.length);
    for (const stem of new Set(stemsOf(queryOf(report)))) {
      const list = postings.get(stem);
      if (!list) continue;
      const rarity = Math.log(1 + (records.length - list.at.length + 0.5) / (list.at.length + 0.5));
      list.at.forEach((at, row) => {
        const count = list.count[row]!;
        const norm = k1 * (1 - b + (b * lengths[at]!) / meanLength);
        scores[at]! += (rarity * count * (k1 + 1)) / (count + norm);
      });
    }
    const best: number[] = [];
    scores.forEach((score, at) => {
      if (score <= (scores[best[RESULTS - 1] ?? -1] ?? 0) || report.exclude.includes(records[at]!.slug))
        return;
      if (best.length === RESULTS) best.pop();
      const place = best.findIndex((other) => scores[other]! < score);
      best.splice(place < 0 ? best.length : place, 0, at);
    });
    return best.map((at) => ({ id: records[at]!.slug, score: scores[at]! }));
  };
};

const miniSearch: Engine = (records) => {
  const index = new MiniSearch<{ id: string; title: string; story: string }>({
    fields: ['title', 'story'],
    processTerm: (term) => (STOP_WORDS.has(term.toLowerCase()) ? null : stemmer(term.toLowerCase())),
    searchOptions: { combineWith: 'OR', boost: { title: 2 } },
  });
  index.addAll(records.map((it) => ({ id: it.slug, title: it.title, story: storyOf(it) })));
  return (report) =>
    index
      .search(queryOf(report), { filter: ({ id }) => !report.exclude.includes(id as string) })
      .slice(0, RESULTS)
      .map(({ id, score }) => ({ id: id as string, score }));
};

export const engines = { talekeeper, 'exhaustive BM25': exhaustiveBm25, MiniSearch: miniSearch } as const;
export type EngineName = keyof typeof engines;
