import type { EventStore } from '../event-store/index.js';
import { match } from '../matching/index.js';
import type { MatchOutcome } from '../report/index.js';
import { followKnowledge } from './knowledge.js';
import type { Reports } from './reports.js';

/**
 * What a report would have been answered at a time, with today's matcher and the incidents and the other reports of then,
 * and what was said of their matches: "would we have known it?". The report itself may be younger. Throws
 * REPORT_NOT_FOUND.
 */
export async function replay(
  { store, reports }: { store: EventStore; reports: Reports },
  reportId: string,
  asOf: Date,
): Promise<MatchOutcome> {
  const { filed } = await reports.get(reportId);
  const then = await reports.find(reportId, asOf);
  await store.tick();
  const follower = followKnowledge(store, { recordedUpTo: asOf });
  const rejected = new Set(then?.rejected ?? []);
  const known = await follower.catchUp();
  return match(known, filed.observation, { ...follower.experienceFor(reportId), rejected });
}
