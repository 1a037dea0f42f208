import type { JsonObject } from '../../kernel/index.js';
import type { ReportEvent } from '../events.js';

/** The schema version that each event is written in, and the steps that lift older ones; see `samples/`. */
export const reportCodec = {
  latest: {
    SymptomReportFiled: 1,
    SymptomReportMatched: 1,
    MatchConfirmed: 2,
    MatchRejected: 1,
    SymptomReportClosed: 1,
  } satisfies Record<ReportEvent['type'], number>,
  upcasters: {
    // Until then only what the matcher had listed could be confirmed.
    MatchConfirmed: { 1: (data: JsonObject): JsonObject => ({ ...data, isListed: true }) },
  },
};
