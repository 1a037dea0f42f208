import { ERASED, type LoggedEvent } from '../event-store/index.js';
import { listParts } from '../matching/index.js';
import type { History } from '../report/index.js';

/** The events by which operators judge matches. */
export const JUDGEMENT_TYPES: readonly string[] = ['MatchConfirmed', 'MatchRejected'];

type Judgement = 'confirmed' | 'rejected';

/** The stream of a report, and how each of its matches was judged last. */
export type JudgedReport = readonly [streamId: string, judged: readonly (readonly [string, Judgement])[]];

/**
 * How operators judged the matches with each incident; of several judgements of one report the last one counts. Begins
 * with what was counted before.
 */
export function countJudgements(before: Iterable<JudgedReport> = []) {
  const last = new Map<string, Map<string, Judgement>>();
  const counts = new Map<string, History>();
  const add = (slug: string, kind: Judgement, by: 1 | -1) => count(counts, slug, kind, by);
  for (const [streamId, judged] of before) {
    last.set(streamId, new Map(judged));
    for (const [slug, kind] of judged) add(slug, kind, 1);
  }
  /** A report has one incident: who confirms another one takes back what was confirmed before. */
  const withdrawOthers = (judged: Map<string, Judgement>, slug: string) => {
    for (const [other, kind] of judged) {
      if (kind !== 'confirmed' || other === slug) continue;
      add(other, kind, -1);
      judged.delete(other);
    }
  };
  return {
    /** By the slug of the incident. */
    counts: counts as ReadonlyMap<string, History>,
    /** The same without what was said of one report. */
    countsWithout(streamId: string): ReadonlyMap<string, History> {
      const judged = last.get(streamId);
      if (!judged) return counts;
      const others = new Map(counts);
      for (const [slug, kind] of judged) count(others, slug, kind, -1);
      return others;
    },
    /** Takes in a judgement, or that a report was erased, and with it what was said of its matches. */
    take({ type, streamId, data }: LoggedEvent) {
      const judged = last.get(streamId) ?? new Map<string, Judgement>();
      if (type === ERASED) {
        for (const [slug, kind] of judged) add(slug, kind, -1);
        last.delete(streamId);
        return;
      }
      const slug = data['slug'] as string;
      const kind = type === 'MatchConfirmed' ? 'confirmed' : 'rejected';
      if (kind === 'confirmed') withdrawOthers(judged, slug);
      const before = judged.get(slug);
      if (before === kind) return;
      if (before) add(slug, before, -1);
      add(slug, kind, 1);
      last.set(streamId, judged.set(slug, kind));
    },
    /** All of it, as it is at the time of the call. */
    toParts: () => listParts(Array.from(last, ([streamId, judged]): JudgedReport => [streamId, [...judged]])),
  };
}

function count(counts: Map<string, History>, slug: string, kind: Judgement, by: 1 | -1): void {
  const { confirmed, rejected, [kind]: before } = counts.get(slug) ?? { confirmed: 0, rejected: 0 };
  const after = { confirmed, rejected, [kind]: before + by };
  if (after.confirmed + after.rejected > 0) counts.set(slug, after);
  else counts.delete(slug);
}
