import type { LoggedEvent } from '../event-store/index.js';
import type { History } from '../report/index.js';

/** The events by which operators judge matches. */
export const JUDGEMENT_TYPES: readonly string[] = ['MatchConfirmed', 'MatchRejected'];

/** How operators judged the matches with each incident; of several judgements of one report the last one counts. */
export function countJudgements() {
  const last = new Map<string, 'confirmed' | 'rejected'>();
  const counts = new Map<string, History>();
  const add = (slug: string, kind: 'confirmed' | 'rejected', by: 1 | -1) => {
    const before = counts.get(slug) ?? { confirmed: 0, rejected: 0 };
    counts.set(slug, { ...before, [kind]: before[kind] + by });
  };
  return {
    counts: counts as ReadonlyMap<string, History>,
    take({ type, streamId, data }: LoggedEvent) {
      const slug = data['slug'] as string;
      const kind = type === 'MatchConfirmed' ? 'confirmed' : 'rejected';
      const pair = `${streamId} ${slug}`;
      const before = last.get(pair);
      if (before === kind) return;
      if (before) add(slug, before, -1);
      add(slug, kind, 1);
      last.set(pair, kind);
    },
  };
}
