import type { IncidentRecord } from '../../incident/index.js';
import type { Observation } from '../../report/index.js';
import { confidencesOf, verdictOn } from '../confidence.js';
import type { Judgement } from '../judge.js';
import type { Knowledge } from '../knowledge.js';
import { rank, type Ranking } from '../rank.js';

/** An incident that tells what a record tells. */
export interface Twin {
  readonly slug: string;
  readonly title: string;
  /** Share of what the record says that the twin has words for, from 0 to 1. */
  readonly likeness: number;
  /** How likely the twin is the answer, were the record's symptoms filed as a report; from 0 to 1. */
  readonly confidence: number;
  /** Whether it would be the answer. */
  readonly isAnswer: boolean;
}

/** More are not worth reading. */
const TWINS_MAX = 3;
/** From this share of its words on an incident says what the record says: the shipped tales have at most 0.42 in common. */
const LIKENESS_MIN = 0.6;
/** A long story has words for any short sentence; so much of its title or of one of its symptoms has to be said. */
const STATEMENT_MIN = 0.15;

/**
 * The incidents that the symptoms of a record, filed as a report, would be answered with, and those that have words for
 * most of what these say; surest first. Of several that have, each is judged as if there were none of the others, so that
 * copies do not hide one another. What a record without symptoms is like, its log lines tell.
 */
export function twinsOf(
  record: IncidentRecord,
  knowledge: Knowledge,
  distinctFrom: readonly string[] = [],
): Twin[] {
  const observation = observationOf(record);
  const ranking = rank(knowledge, observation, { rejected: new Set([record.slug, ...distinctFrom]) });
  const isLike = ({ words }: Judgement) =>
    words.report >= LIKENESS_MIN && (observation.text === '' || words.statementInProse >= STATEMENT_MIN);
  return ranking.judgements
    .filter((it, at) => at === 0 || isLike(it))
    .map((it) => ({ it, confidence: confidenceAmong(ranking, it, isLike(it) ? isLike : () => false) }))
    .map(({ it, confidence }) => ({ it, confidence, isAnswer: verdictOn([confidence]) === 'KNOWN' }))
    .filter(({ it, isAnswer }) => isAnswer || isLike(it))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, TWINS_MAX)
    .map(({ it: { incident, words }, ...judged }) => ({
      slug: incident.record.slug,
      title: incident.record.title,
      likeness: words.report,
      ...judged,
    }));
}

/** How likely one of them is the answer, were there none of the others that `isLeftOut` names. */
function confidenceAmong(
  { judgements, asked }: Ranking,
  one: Judgement,
  isLeftOut: (other: Judgement) => boolean,
): number {
  const rivals = judgements.filter((it) => it === one || !isLeftOut(it));
  const at = rivals.indexOf(one);
  return confidencesOf(rivals, asked, at + 1)[at]!;
}

function observationOf({ symptoms, logExcerpts }: IncidentRecord): Observation {
  const text = symptoms.map((it) => it.statement).join('\n');
  const logLines = text === '' ? logExcerpts.flatMap((it) => it.split('\n')) : [];
  return { text, logLines, facts: [] };
}
