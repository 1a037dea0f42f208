import { rank, type Knowledge, type StudiedSet } from '../../../libs/matching/index.js';
import type { DevelopmentSet } from './development-sets.js';
import { hearAll, observationOf } from './run.js';

/** Judges, for each report of a set, the incidents that come into question: what `learn` fits the weights to. */
export function study(
  { name, weight, questions, expectations }: DevelopmentSet,
  knowledge: Knowledge,
): StudiedSet {
  const heard = hearAll(questions);
  const reports = questions.map((question) => {
    const { id, exclude } = question;
    const rejected = new Set(exclude);
    const { judgements, asked } = rank(knowledge, observationOf(question), { heard, rejected });
    return { id, judgements, asked, expected: expectations.get(id) ?? [] };
  });
  return { name, weight, reports };
}
