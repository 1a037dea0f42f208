import { createLogTail, type EventStore, type Notice } from '../event-store/index.js';
import type { Reports, ReportSnapshot } from './reports.js';

/** The answers of the background jobs, for those who wait for one. */
export interface Outcomes {
  /**
   * The report as soon as it has an answer, from whichever process, or as it is when the time is over.
   * Throws REPORT_NOT_FOUND.
   */
  wait(reportId: string, waitMs: number): Promise<ReportSnapshot>;
  /** From now on everybody's time is over. */
  close(): void;
}

interface Dependencies {
  readonly store: Pick<EventStore, 'lastSequence' | 'readLog'>;
  readonly reports: Pick<Reports, 'get'>;
  readonly onLogGrowth: (callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** However many wait, the log is read once each time that it has grown, and not at all when nobody waits. */
export function openOutcomes({ store, reports, onLogGrowth, onError }: Dependencies): Outcomes {
  const waiting = new Map<string, Set<() => void>>();
  let isClosed = false;
  /** What is under way at the end may find the database closed. */
  const complain = (error: unknown) => {
    if (!isClosed) onError(error);
  };
  const tail = createLogTail<string>(store, {
    categories: ['report'],
    types: ['SymptomReportMatched'],
    tell: ({ streamId }) => streamId,
    onError: complain,
  });
  let following: Promise<() => void> | undefined;

  const follow = async () => {
    const answers = await tail.follow();
    const stopListening = onLogGrowth(() => tail.grown());
    announce(answers).catch(complain);
    return () => {
      stopListening();
      void answers.return?.();
    };
  };
  const announce = async (answers: AsyncIterable<Notice<string>>) => {
    for await (const { content } of answers) waiting.get(content)?.forEach((answered) => answered());
  };
  const unfollow = () => {
    void following?.then(
      (stop) => stop(),
      () => undefined,
    );
    following = undefined;
  };

  return {
    async wait(reportId, waitMs) {
      if (isClosed) return reports.get(reportId);
      const stream = `report-${reportId}`;
      const watchers = waiting.get(stream) ?? new Set();
      waiting.set(stream, watchers);
      let answered: () => void = () => undefined;
      const answer = new Promise<void>((resolve) => (answered = resolve));
      watchers.add(answered);
      const timer = setTimeout(answered, waitMs);
      try {
        await (following ??= follow());
        const report = await reports.get(reportId);
        if (report.outcome) return report;
        await answer;
        return await reports.get(reportId);
      } finally {
        clearTimeout(timer);
        watchers.delete(answered);
        if (watchers.size === 0) waiting.delete(stream);
        if (waiting.size === 0) unfollow();
      }
    },
    close() {
      isClosed = true;
      for (const watchers of waiting.values()) watchers.forEach((answered) => answered());
    },
  };
}
