import type { LoggedEvent, Projection } from '../../event-store/index.js';
import {
  evolve,
  type Channel,
  type ExistingReport,
  type FiledReport,
  type MatchOutcome,
  type ReportEvent,
  type ReportStatus,
  type SymptomReport,
  type Verdict,
} from '../../report/index.js';

/** One row a symptom report, for lists, filters and the jobs that match open reports again. */
export interface ReportRow {
  readonly report_id: string;
  readonly status: ReportStatus;
  readonly channel: Channel;
  readonly filed: FiledReport;
  readonly verdict: Verdict | null;
  readonly outcome: MatchOutcome | null;
  readonly confirmed_slug: string | null;
  readonly rejected_slugs: readonly string[];
  /** Version of the stream that the row reflects. */
  readonly version: number;
  /** Place of the filing in the log: the order of the list. */
  readonly filed_sequence: number;
  readonly filed_at: string;
  readonly updated_at: string;
  readonly component: string | null;
  /** The incident that it was recognised as: confirmed by an operator, or KNOWN to the matcher and not rejected. */
  readonly recognised_slug: string | null;
}

/** The list of all symptom reports, whatever their status. */
export const reportView: Projection<ReportRow> = {
  name: 'report-view',
  version: 2,
  table: 'report_view',
  keyColumn: 'report_id',
  categories: ['report'],
  key: (event) => event.streamId.slice('report-'.length),
  evolve: (row, event) => {
    const report = evolve(row && stateOf(row), toReportEvent(event));
    if (!report) return undefined;
    return {
      report_id: event.streamId.slice('report-'.length),
      status: report.status,
      channel: report.filed.channel,
      filed: report.filed,
      verdict: report.outcome?.verdict ?? null,
      outcome: report.outcome ?? null,
      confirmed_slug: report.confirmed ?? null,
      rejected_slugs: report.rejected,
      version: event.version,
      filed_sequence: row?.filed_sequence ?? event.sequence,
      filed_at: row?.filed_at ?? event.recordedAt.toISOString(),
      updated_at: event.recordedAt.toISOString(),
      component: report.filed.observation.component ?? null,
      recognised_slug: recognisedAs(report),
    };
  },
};

function recognisedAs({ status, confirmed, outcome }: ExistingReport): string | null {
  if (confirmed) return confirmed;
  const isKnown = outcome?.verdict === 'KNOWN' && status !== 'rejected';
  return isKnown ? (outcome.matches[0]?.slug ?? null) : null;
}

const stateOf = (row: ReportRow): SymptomReport => ({
  status: row.status,
  filed: row.filed,
  rejected: row.rejected_slugs,
  ...(row.outcome ? { outcome: row.outcome } : {}),
  ...(row.confirmed_slug ? { confirmed: row.confirmed_slug } : {}),
});

const toReportEvent = ({ type, data }: LoggedEvent) => ({ type, data }) as unknown as ReportEvent;
