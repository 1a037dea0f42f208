import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { readPage, readPages, type Page, type PageRequest } from '../../database/index.js';
import type { Verification } from '../../incident/index.js';
import { openStatuses, type FiledReport, type MatchOutcome, type ReportStatus } from '../../report/index.js';
import { PrismaClient, type Prisma } from './generated/client.js';
import {
  incidentConditions,
  incidentList,
  type IncidentFilter,
  type IncidentOrderField,
  type IncidentSummary,
  type ScenarioVersions,
} from './incident-list.js';
import {
  reportConditions,
  reportList,
  type ReportFilter,
  type ReportOrderField,
  type ReportParts,
  type ReportSummary,
} from './report-list.js';

/** A report is recognised when its verdict is KNOWN or an operator confirmed a match. */
export interface Coverage {
  readonly filed: number;
  readonly recognised: number;
}

/** What the read models answer. They trail the log by the time that a projection takes. */
export interface ReadModels {
  /** Incidents whose records hold the given fields; all of them when none are given. */
  incidents(
    page: PageRequest<IncidentOrderField>,
    filter?: IncidentFilter,
    fields?: readonly string[],
  ): Promise<Page<IncidentSummary>>;
  incidentsBySlug(
    slugs: readonly string[],
    fields?: readonly string[],
  ): Promise<Map<string, IncidentSummary>>;
  /** The newest proofs of incidents, with their figures. */
  verifications(slugs: readonly string[]): Promise<Map<string, Verification | null>>;
  reports(
    page: PageRequest<ReportOrderField>,
    filter?: ReportFilter,
    parts?: ReportParts,
  ): Promise<Page<ReportSummary>>;
  /** The reports that were recognised as each of some incidents. */
  recognisedReports(
    slugs: readonly string[],
    page: PageRequest<ReportOrderField>,
    parts?: ReportParts,
  ): Promise<Map<string, Page<ReportSummary>>>;
  /** Open reports that nothing explains, newest first. */
  uncategorisedReports(limit: number): Promise<ReportSummary[]>;
  /** How many reports were filed since a time, and how many of them were recognised. */
  coverage(since: Date): Promise<Coverage>;
  /** Ids of the reports that nobody has confirmed or closed, oldest first, after a place in that order. */
  openReportIds(afterFiledSequence: number, limit: number): Promise<{ id: string; filedSequence: number }[]>;
  close(): Promise<void>;
}

const WHOLE: ReportParts = { outcome: true, logLines: true };

/** Reads on the shared pool, the lists by statements of their own and the rest over Prisma; closing leaves it open. */
export function openReadModels(pool: Pool, scenarioVersions: ScenarioVersions): ReadModels {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    incidents: (page, filter = {}, fields) =>
      readPage(pool, incidentList(fields), page, incidentConditions(filter, scenarioVersions)),

    async incidentsBySlug(slugs, fields) {
      const { table, columns } = incidentList(fields);
      const { rows } = await pool.query<IncidentSummary>(
        `SELECT ${columns} FROM ${table} WHERE slug = ANY ($1)`,
        [slugs],
      );
      return new Map(rows.map((row) => [row.slug, row]));
    },

    async verifications(slugs) {
      const rows = await prisma.incidentView.findMany({
        where: { slug: { in: [...slugs] } },
        select: { slug: true, verification: true },
      });
      return new Map(rows.map((row) => [row.slug, row.verification as unknown as Verification | null]));
    },

    reports: (page, filter = {}, parts = WHOLE) =>
      readPage(pool, reportList(parts), page, reportConditions(filter)),

    recognisedReports: (slugs, page, parts = WHOLE) =>
      readPages(pool, reportList(parts), page, slugs, (slug) => `recognised_slug = ${slug}`),

    async uncategorisedReports(limit) {
      const rows = await prisma.reportView.findMany({
        where: { verdict: 'UNKNOWN', status: { in: [...openStatuses] } },
        orderBy: { filedSequence: 'desc' },
        take: limit,
      });
      return rows.map(toReportSummary);
    },

    async coverage(since) {
      const filed = { filedAt: { gte: since } };
      const [all, recognised] = await Promise.all([
        prisma.reportView.count({ where: filed }),
        prisma.reportView.count({ where: { ...filed, recognisedSlug: { not: null } } }),
      ]);
      return { filed: all, recognised };
    },

    async openReportIds(afterFiledSequence, limit) {
      const rows = await prisma.reportView.findMany({
        where: { status: { in: [...openStatuses] }, filedSequence: { gt: BigInt(afterFiledSequence) } },
        orderBy: { filedSequence: 'asc' },
        select: { reportId: true, filedSequence: true },
        take: limit,
      });
      return rows.map((row) => ({ id: row.reportId, filedSequence: Number(row.filedSequence) }));
    },

    close: () => prisma.$disconnect(),
  };
}

type ReportRow = Prisma.Result<PrismaClient['reportView'], Record<string, never>, 'findFirstOrThrow'>;

const toReportSummary = (row: ReportRow): ReportSummary => ({
  id: row.reportId,
  status: row.status as ReportStatus,
  filed: row.filed as unknown as FiledReport,
  outcome: row.outcome as unknown as MatchOutcome | null,
  confirmed: row.confirmedSlug,
  rejected: row.rejectedSlugs,
  version: row.version,
  filedAt: row.filedAt,
  updatedAt: row.updatedAt,
});
