import type { IncidentRecordInput } from '../incident/index.js';
import { groupByLikeness, type ReportGroup } from '../matching/index.js';
import type { Coverage, ReadModels, ReportSummary } from '../projections/postgres/index.js';
import type { Clock } from '../kernel/index.js';
import type { Caller } from './caller.js';
import type { AdmittedIncident, Incidents } from './incidents.js';
import { reject } from './rejections.js';

/** Beyond so many reports only the newest are grouped. */
const REPORTS_GROUPED_MAX = 1_000;
const DAY_MS = 86_400_000;
/** Ten years. */
const DAYS_MAX = 3_650;

/** A report that nothing explains, as it is grouped. */
export type QueuedReport = ReportSummary & { readonly observation: ReportSummary['filed']['observation'] };

/** The reports that nothing explains, and what can be made of them. */
export interface Uncategorised {
  /** Biggest group first, of equal ones the one with the freshest report. */
  groups(): Promise<ReportGroup<QueuedReport>[]>;
  /** How many reports were recognised over the last days, from 1 to 3,650. Throws DAYS_INVALID. */
  coverage(days: number): Promise<Coverage>;
  /**
   * Submits a draft with the symptoms and log lines of a group, which somebody has to review.
   * Throws GROUP_NOT_FOUND and what a submission throws.
   */
  draft(groupId: string, draft: DraftRequest, caller: Caller): Promise<AdmittedIncident>;
}

/** What a draft is to be called, and which incidents that it looks like it is not. */
interface DraftRequest {
  readonly slug: string;
  readonly title: string;
  readonly distinctFrom?: readonly string[] | undefined;
}

export function openUncategorised({
  readModels,
  incidents,
  clock,
}: {
  readModels: ReadModels;
  incidents: Incidents;
  clock: Clock;
}): Uncategorised {
  const groups = async () => {
    const reports = await readModels.uncategorisedReports(REPORTS_GROUPED_MAX);
    return groupByLikeness(reports.map((it) => ({ ...it, observation: it.filed.observation })));
  };
  return {
    groups,
    async coverage(days) {
      if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) throw noDays(days);
      return readModels.coverage(new Date(clock.now().getTime() - days * DAY_MS));
    },
    async draft(groupId, { slug, title, distinctFrom }, caller) {
      const group = (await groups()).find((it) => it.id === groupId);
      if (!group) throw groupNotFound(groupId);
      const reason = `Drafted from ${group.reports.length} reports that nothing explained.`;
      return incidents.submit(recordOf(group, slug, title), { reason, distinctFrom }, caller);
    },
  };
}

const SYMPTOMS_MAX = 20;
const EXCERPT_LINES_MAX = 50;
const STATEMENT_LENGTH_MAX = 4_000;

/** Every distinct text becomes a symptom, the log lines of every report an excerpt; all of it unreviewed. */
function recordOf({ reports }: ReportGroup<QueuedReport>, slug: string, title: string): IncidentRecordInput {
  const observations = reports.map((it) => it.observation);
  const distinct = (texts: readonly string[]) => [...new Set(texts.map((it) => it.trim()).filter(Boolean))];
  const statements = distinct(observations.map((it) => it.text.slice(0, STATEMENT_LENGTH_MAX)));
  const excerpts = distinct(
    observations.map((it) => it.logLines.slice(0, EXCERPT_LINES_MAX).join('\n').slice(0, 20_000)),
  );
  return {
    slug,
    title,
    components: distinct(observations.map((it) => it.component ?? '')),
    environment: { releases: distinct(observations.map((it) => it.release ?? '')) },
    symptoms: statements
      .slice(0, SYMPTOMS_MAX)
      .map((statement, index) => ({ id: `report-${index + 1}`, statement })),
    logExcerpts: excerpts.slice(0, SYMPTOMS_MAX),
    resolution: 'open',
    unreviewed: ['symptoms', 'components', 'environment', 'logExcerpts', 'resolution'],
  };
}

function noDays(days: number) {
  return reject('DAYS_INVALID', {
    message: `From 1 to ${DAYS_MAX.toLocaleString('en')} days can be looked back on, not ${days}.`,
    field: 'days',
    remedy: 'Ask for fewer.',
  });
}

function groupNotFound(id: string) {
  return reject('GROUP_NOT_FOUND', {
    message: `There is no group of uncategorised reports \`${id.slice(0, 100)}\`.`,
    field: 'groupId',
    remedy: 'List the groups again: they change as reports come in and are recognised.',
  });
}
