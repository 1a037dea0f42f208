import type { Conditions, List, ListOrders } from '../../database/index.js';
import type { Channel, FiledReport, MatchOutcome, ReportStatus, Verdict } from '../../report/index.js';

export interface ReportSummary {
  readonly id: string;
  readonly status: ReportStatus;
  readonly filed: FiledReport;
  readonly outcome: MatchOutcome | null;
  readonly confirmed: string | null;
  readonly rejected: readonly string[];
  readonly version: number;
  readonly filedAt: Date;
  readonly updatedAt: Date;
}

export interface ReportFilter {
  readonly status?: ReportStatus | undefined;
  readonly statuses?: readonly ReportStatus[] | undefined;
  readonly verdict?: Verdict | undefined;
  readonly channel?: Channel | undefined;
  readonly component?: string | undefined;
  /** Slug of an incident that an operator confirmed. */
  readonly confirmed?: string | undefined;
  /** Slug of the incident that it was recognised as, by an operator or the matcher. */
  readonly recognisedAs?: string | undefined;
  /** Words anywhere in the observation, as people type them into a search box. */
  readonly text?: string | undefined;
  readonly filedSince?: Date | undefined;
  readonly filedUntil?: Date | undefined;
  readonly updatedSince?: Date | undefined;
}

export const reportOrderFields = ['filedAt', 'updatedAt'] as const;
export type ReportOrderField = (typeof reportOrderFields)[number];

/** Reports are filed one after the other in the log, which has no ties. */
export const reportOrders: ListOrders<ReportOrderField> = {
  key: { column: 'filed_sequence', type: 'number' },
  orders: {
    filedAt: { column: 'filed_sequence', type: 'number' },
    updatedAt: { column: 'updated_at', type: 'time' },
  },
};

/** What of a report is large, and need not be read where it is not shown. */
export interface ReportParts {
  readonly outcome: boolean;
  readonly logLines: boolean;
}

/** The list of symptom reports. */
export function reportList({ outcome, logLines }: ReportParts): List<ReportOrderField, ReportSummary> {
  return {
    table: 'report_view',
    columns: `report_id AS id, status, filed${logLines ? '' : ` #- '{observation,logLines}'`} AS filed,
      ${outcome ? 'outcome' : 'NULL::jsonb AS outcome'}, confirmed_slug AS confirmed, rejected_slugs AS rejected,
      version, filed_at AS "filedAt", updated_at AS "updatedAt"`,
    ...reportOrders,
  };
}

export const reportConditions =
  (filter: ReportFilter): Conditions =>
  (bind) => [
    ...(filter.status ? [`status = ${bind(filter.status)}`] : []),
    ...(filter.statuses ? [`status = ANY (${bind(filter.statuses)})`] : []),
    ...(filter.verdict ? [`verdict = ${bind(filter.verdict)}`] : []),
    ...(filter.channel ? [`channel = ${bind(filter.channel)}`] : []),
    ...(filter.component ? [`component = ${bind(filter.component)}`] : []),
    ...(filter.confirmed ? [`confirmed_slug = ${bind(filter.confirmed)}`] : []),
    ...(filter.recognisedAs ? [`recognised_slug = ${bind(filter.recognisedAs)}`] : []),
    ...(filter.text
      ? [`searchable(filed -> 'observation') @@ websearch_to_tsquery('english', ${bind(filter.text)})`]
      : []),
    ...(filter.filedSince ? [`filed_at >= ${bind(filter.filedSince)}`] : []),
    ...(filter.filedUntil ? [`filed_at < ${bind(filter.filedUntil)}`] : []),
    ...(filter.updatedSince ? [`updated_at >= ${bind(filter.updatedSince)}`] : []),
  ];
