import { execute, type EventStore } from '../event-store/index.js';
import { derivedId, type Clock, type Ids } from '../kernel/index.js';
import type { JobHandlers, JobQueue } from '../jobs/index.js';
import { match } from '../matching/index.js';
import {
  existing,
  openStatuses,
  recordOutcome,
  reportAggregate,
  reportStream,
  type MatchOutcome,
  type SymptomReport,
} from '../report/index.js';
import { commandContext } from './caller.js';
import type { KnowledgeFollower } from './knowledge.js';

const ACTOR = 'matcher';
const BATCH_REPORTS = 500;
const MATCHES_KEPT_MAX = 5;
/** Below this a match is kept only if it is the best. */
const CONFIDENCE_KEPT_MIN = 0.02;

export interface HandlerDependencies {
  readonly store: EventStore;
  readonly knowledge: KnowledgeFollower;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Ids of the open reports by the order of their filing, complete up to the given place in the log. */
  readonly openReportIds: (
    afterFiledSequence: number,
    limit: number,
    completeUpTo: number,
  ) => Promise<{ id: string; filedSequence: number }[]>;
  readonly changed: () => void;
  readonly answerInSlack: JobHandlers['answer-in-slack'];
}

/** What the background jobs do. Running one twice has the effect of running it once. */
export function jobHandlers(dependencies: HandlerDependencies): JobHandlers {
  const { store, knowledge, queue, clock, ids, openReportIds, changed, answerInSlack } = dependencies;
  return {
    async 'match-report'({ reportId, ...cause }, jobId) {
      const known = await knowledge.catchUp();
      const decide = (report: SymptomReport) => {
        const { status, filed, rejected } = existing(report, reportId);
        if (!openStatuses.includes(status)) return [];
        const experience = knowledge.experienceFor(reportId);
        const options = { ...experience, rejected: new Set(rejected), limit: MATCHES_KEPT_MAX };
        return recordOutcome(worthKeeping(match(known, filed.observation, options)), report);
      };
      const context = commandContext(
        { actor: ACTOR, ...cause, commandId: derivedId('job', jobId) },
        { clock, ids },
      );
      const { outcome } = await execute(store, reportAggregate, reportStream(reportId), decide, context);
      if (outcome === 'appended') changed();
    },

    async 'rematch-open-reports'(cause, jobId) {
      // Whatever was erased is to be gone from the index and its snapshot, also when no report is open.
      await knowledge.catchUp();
      const newest = await store.lastSequence();
      for (let after = 0; ;) {
        const reports = await openReportIds(after, BATCH_REPORTS, newest);
        await queue.add(
          reports.map(({ id: reportId }) => ({
            id: derivedId('rematch', jobId, reportId),
            name: 'match-report',
            payload: { reportId, ...cause },
          })),
        );
        const last = reports.at(-1);
        if (!last || reports.length < BATCH_REPORTS) return;
        after = last.filedSequence;
      }
    },

    'answer-in-slack': answerInSlack,
  };
}

/** The answer without matches that nobody would look at: it is stored for good, evidence and all. */
function worthKeeping(outcome: MatchOutcome): MatchOutcome {
  const matches = outcome.matches.filter((it, rank) => rank === 0 || it.confidence >= CONFIDENCE_KEPT_MIN);
  return { ...outcome, matches };
}
