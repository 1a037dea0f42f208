import { assertNever } from '../kernel/index.js';
import type { FiledReport, ReportEvent } from './events.js';
import type { MatchOutcome } from './outcome.js';
import { reject } from './rejections.js';

/** filed → matched → confirmed or rejected by an operator → closed. */
export const reportStatuses = ['filed', 'matched', 'confirmed', 'rejected', 'closed'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

export interface ExistingReport {
  readonly status: ReportStatus;
  readonly filed: FiledReport;
  /** The newest answer of the matcher. */
  readonly outcome?: MatchOutcome;
  /** The incident that an operator confirmed. */
  readonly confirmed?: string;
  /** The incidents that operators rejected, in the order of their rejection. */
  readonly rejected: readonly string[];
}

/** `undefined`: no report was ever filed under this id. */
export type SymptomReport = ExistingReport | undefined;

export function evolve(report: SymptomReport, event: ReportEvent): SymptomReport {
  switch (event.type) {
    case 'SymptomReportFiled':
      return { status: 'filed', filed: event.data, rejected: [] };
    case 'SymptomReportMatched':
      return { ...existing(report), status: 'matched', outcome: event.data };
    case 'MatchConfirmed': {
      const { slug } = event.data;
      const before = existing(report);
      return {
        ...before,
        status: 'confirmed',
        confirmed: slug,
        rejected: before.rejected.filter((it) => it !== slug),
      };
    }
    case 'MatchRejected': {
      const { confirmed, ...before } = existing(report);
      const { slug } = event.data;
      const stillConfirmed = confirmed && confirmed !== slug ? { confirmed } : {};
      return {
        ...before,
        ...stillConfirmed,
        status: 'confirmed' in stillConfirmed ? 'confirmed' : 'rejected',
        rejected: [...before.rejected, slug],
      };
    }
    case 'SymptomReportClosed':
      return { ...existing(report), status: 'closed' };
    default:
      return assertNever(event, 'report event');
  }
}

/** The report, or the refusal REPORT_NOT_FOUND. */
export function existing(report: SymptomReport, id?: string): ExistingReport {
  if (report) return report;
  throw reject('REPORT_NOT_FOUND', {
    message: id ? `There is no symptom report \`${id}\`.` : 'There is no such symptom report.',
    field: 'id',
    remedy: 'Look the id up in the list of symptom reports.',
  });
}

/** The report as long as it is not closed, or the refusal REPORT_CLOSED. */
export function notClosed(report: SymptomReport): ExistingReport {
  const found = existing(report);
  if (found.status !== 'closed') return found;
  throw reject('REPORT_CLOSED', {
    message: 'The report is closed.',
    field: 'id',
    remedy: 'File a new report if the symptom is back.',
  });
}

/** Reports that are matched again when the knowledge changes: nobody has confirmed or closed them. */
export const openStatuses: readonly ReportStatus[] = ['filed', 'matched', 'rejected'];

/** Whether a report waits in the uncategorised queue: it is open, and no incident explains it. */
export const isUncategorised = (report: SymptomReport): boolean =>
  report?.outcome?.verdict === 'UNKNOWN' && openStatuses.includes(report.status);

/** The stream that holds a report's events. */
export const reportStream = (id: string) => `report-${id}`;
