import type { EventStore } from '../event-store/index.js';
import type { Reports, ReportSnapshot } from './reports.js';

/** The answers of the background jobs, for those who wait for one. */
export interface Outcomes {
  /**
   * The report as soon as it has an answer, from whichever process, or as it is when the time is over.
   * Throws REPORT_NOT_FOUND.
   */
  wait(reportId: string, waitMs: number): Promise<ReportSnapshot>;
}

interface Dependencies {
  readonly store: Pick<EventStore, 'lastSequence' | 'readLog'>;
  readonly reports: Pick<Reports, 'get'>;
  readonly onLogGrowth: (callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

const BATCH_EVENTS = 1_000;

/** However many wait, the log is read once each time that it has grown, and not at all when nobody waits. */
export function openOutcomes({ store, reports, onLogGrowth, onError }: Dependencies): Outcomes {
  const waiting = new Map<string, Set<() => void>>();
  let stopListening: (() => void) | undefined;
  /** Up to here the log holds no answer to anybody who waits. */
  let readUpTo = Promise.resolve(0);
  let isReading = false;
  let mayHaveGrown = false;

  const begin = () => {
    readUpTo = store.lastSequence();
    // Whoever waits learns of a failure, and the next one tries again.
    readUpTo.catch(() => undefined);
    stopListening ??= onLogGrowth(() => {
      mayHaveGrown = true;
      if (!isReading) void read();
    });
  };
  const end = () => {
    stopListening?.();
    stopListening = undefined;
  };
  const read = async () => {
    isReading = true;
    while (mayHaveGrown && waiting.size > 0) {
      mayHaveGrown = false;
      await announce().catch(onError);
    }
    isReading = false;
  };
  const announce = async () => {
    let after = await readUpTo;
    const newest = await store.lastSequence();
    while (after < newest) {
      const events = await store.readLog(after, BATCH_EVENTS, ['report'], ['SymptomReportMatched']);
      for (const { streamId } of events) waiting.get(streamId)?.forEach((answered) => answered());
      after = events.length < BATCH_EVENTS ? newest : events.at(-1)!.sequence;
    }
    readUpTo = Promise.resolve(after);
  };

  return {
    async wait(reportId, waitMs) {
      if (waiting.size === 0) begin();
      const stream = `report-${reportId}`;
      const watchers = waiting.get(stream) ?? new Set();
      waiting.set(stream, watchers);
      let answered: () => void = () => undefined;
      const answer = new Promise<void>((resolve) => (answered = resolve));
      watchers.add(answered);
      const timer = setTimeout(answered, waitMs);
      try {
        await readUpTo;
        const report = await reports.get(reportId);
        if (report.outcome) return report;
        await answer;
        return await reports.get(reportId);
      } finally {
        clearTimeout(timer);
        watchers.delete(answered);
        if (watchers.size === 0) waiting.delete(stream);
        if (waiting.size === 0) end();
      }
    },
  };
}
