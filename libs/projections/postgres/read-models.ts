import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import type { IncidentRecord, IncidentStatus } from '../../incident/index.js';
import {
  openStatuses,
  type Channel,
  type FiledReport,
  type MatchOutcome,
  type ReportStatus,
  type Verdict,
} from '../../report/index.js';
import { PrismaClient, type Prisma } from './generated/client.js';

export interface IncidentSummary {
  readonly slug: string;
  readonly status: IncidentStatus;
  readonly record: IncidentRecord;
  readonly supersededBy: string | null;
  readonly version: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}

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

export interface IncidentFilter {
  readonly status?: IncidentStatus | undefined;
  readonly component?: string | undefined;
  readonly resolution?: IncidentRecord['resolution'] | undefined;
  /** Part of the title, in upper or lower case. */
  readonly titleContains?: string | undefined;
}

export interface ReportFilter {
  readonly status?: ReportStatus | undefined;
  readonly verdict?: Verdict | undefined;
  readonly channel?: Channel | undefined;
  /** Slug of an incident that an operator confirmed. */
  readonly confirmed?: string | undefined;
}

/** A report is recognised when its verdict is KNOWN or an operator confirmed a match. */
export interface Coverage {
  readonly filed: number;
  readonly recognised: number;
}

/** A page of a list: entries, each with the cursor after which the next page starts. */
export interface Page<Entry> {
  readonly entries: readonly { readonly cursor: string; readonly entry: Entry }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface PageRequest {
  readonly first: number;
  readonly after?: string | undefined;
}

/** What the read models answer. They trail the log by the time that a projection takes. */
export interface ReadModels {
  /** Incidents by slug. */
  incidents(page: PageRequest, filter?: IncidentFilter): Promise<Page<IncidentSummary>>;
  /** Symptom reports, newest first. */
  reports(page: PageRequest, filter?: ReportFilter): Promise<Page<ReportSummary>>;
  /** Open reports that nothing explains, newest first. */
  uncategorisedReports(limit: number): Promise<ReportSummary[]>;
  /** How many reports were filed since a time, and how many of them were recognised. */
  coverage(since: Date): Promise<Coverage>;
  /** Ids of the reports that nobody has confirmed or closed, oldest first, after a place in that order. */
  openReportIds(afterFiledSequence: number, limit: number): Promise<{ id: string; filedSequence: number }[]>;
  close(): Promise<void>;
}

/** Reads over Prisma on the shared pool; closing it leaves the pool open. */
export function openReadModels(pool: Pool): ReadModels {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    async incidents({ first, after }, filter = {}) {
      const where: Prisma.IncidentViewWhereInput = {
        ...(filter.status ? { status: filter.status } : {}),
        ...(filter.resolution ? { resolution: filter.resolution } : {}),
        ...(filter.component ? { components: { has: filter.component } } : {}),
        ...(filter.titleContains
          ? { title: { contains: literally(filter.titleContains), mode: 'insensitive' } }
          : {}),
      };
      const [rows, totalCount] = await Promise.all([
        prisma.incidentView.findMany({
          where: { AND: [where, after === undefined ? {} : { slug: { gt: after } }] },
          orderBy: { slug: 'asc' },
          take: first + 1,
        }),
        prisma.incidentView.count({ where }),
      ]);
      return page(rows, first, totalCount, (row) => ({
        cursor: row.slug,
        entry: {
          slug: row.slug,
          status: row.status as IncidentStatus,
          record: row.record as unknown as IncidentRecord,
          supersededBy: row.supersededBy,
          version: row.version,
          submittedAt: row.submittedAt,
          updatedAt: row.updatedAt,
        },
      }));
    },

    async reports({ first, after }, filter = {}) {
      const where: Prisma.ReportViewWhereInput = {
        ...(filter.status ? { status: filter.status } : {}),
        ...(filter.verdict ? { verdict: filter.verdict } : {}),
        ...(filter.channel ? { channel: filter.channel } : {}),
        ...(filter.confirmed ? { confirmedSlug: filter.confirmed } : {}),
      };
      const [rows, totalCount] = await Promise.all([
        prisma.reportView.findMany({
          where: { AND: [where, after === undefined ? {} : { filedSequence: { lt: BigInt(after) } }] },
          orderBy: { filedSequence: 'desc' },
          take: first + 1,
        }),
        prisma.reportView.count({ where }),
      ]);
      return page(rows, first, totalCount, (row) => ({
        cursor: String(row.filedSequence),
        entry: toReportSummary(row),
      }));
    },

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
      const isRecognised = {
        OR: [{ status: 'confirmed' }, { verdict: 'KNOWN', status: { not: 'rejected' } }],
      };
      const [all, recognised] = await Promise.all([
        prisma.reportView.count({ where: filed }),
        prisma.reportView.count({ where: { AND: [filed, isRecognised] } }),
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

/** Prisma hands the text to LIKE as it is, where these characters mean something else. */
const literally = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');

function page<Row, Entry>(
  rows: readonly Row[],
  first: number,
  totalCount: number,
  present: (row: Row) => { cursor: string; entry: Entry },
): Page<Entry> {
  return { entries: rows.slice(0, first).map(present), hasNextPage: rows.length > first, totalCount };
}
