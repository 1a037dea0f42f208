import type { ReportEvent } from './events.js';
import { reject } from './rejections.js';
import { notClosed, type ExistingReport, type SymptomReport } from './report.js';

interface Judgement {
  readonly slug: string;
  readonly reason?: string | undefined;
}

/** An operator says that this is the incident. Confirming it twice is not an error. */
export function confirm({ slug, reason }: Judgement, report: SymptomReport): ReportEvent[] {
  const found = notClosed(report);
  if (found.confirmed === slug) return [];
  requireMatch(slug, found);
  return [{ type: 'MatchConfirmed', data: { slug, ...(reason ? { reason } : {}) } }];
}

/** An operator says that this is not the incident; it does not come back by itself. */
export function rejectMatch({ slug, reason }: Judgement, report: SymptomReport): ReportEvent[] {
  const found = notClosed(report);
  if (found.rejected.includes(slug)) return [];
  requireMatch(slug, found);
  return [{ type: 'MatchRejected', data: { slug, ...(reason ? { reason } : {}) } }];
}

function requireMatch(slug: string, { outcome, rejected, confirmed }: ExistingReport): void {
  const offered = outcome?.matches.some((match) => match.slug === slug) ?? false;
  if (offered || rejected.includes(slug) || confirmed === slug) return;
  throw reject('MATCH_NOT_FOUND', {
    message: outcome
      ? `\`${slug}\` is not among the matches of this report.`
      : 'The report has not been matched yet.',
    field: 'slug',
    remedy: outcome ? 'Judge one of the matches that the report lists.' : 'Wait until the report is matched.',
  });
}
