import { rank, type Knowledge, type StudiedSet } from '../../../libs/matching/index.js';
import type { DevelopmentSet } from './development-sets.js';

/** Judges, for each report of a set, the incidents that come into question: what `learn` fits the weights to. */
export function study(
  { name, weight, questions, expectations }: DevelopmentSet,
  knowledge: Knowledge,
): StudiedSet {
  const reports = questions.map(({ id, text, logs, exclude }) => {
    const observation = { text, logLines: logs, facts: [] };
    const { judgements, asked } = rank(knowledge, observation, { rejected: new Set(exclude) });
    return { id, judgements, asked, expected: expectations.get(id) ?? [] };
  });
  return { name, weight, reports };
}
