import type { ReportEvent } from './events.js';
import { reject } from './rejections.js';
import { notClosed, type ExistingReport, type SymptomReport } from './report.js';

interface Judgement {
  readonly slug: string;
  readonly reason?: string | undefined;
}

/**
 * An operator says that this is the incident: one that the report lists, or another one that is published. Confirming it
 * twice is not an error.
 */
export function confirm(
  { slug, reason, isPublished }: Judgement & { readonly isPublished: boolean },
  report: SymptomReport,
): ReportEvent[] {
  const found = notClosed(report);
  if (found.confirmed === slug) return [];
  const isListed = lists(found, slug);
  if (!isListed && !(isPublished && found.outcome)) {
    throw notFound(slug, found, {
      what: 'is neither among the matches of this report nor a published incident',
      remedy: 'Confirm one of the matches that the report lists, or a published incident.',
    });
  }
  return [{ type: 'MatchConfirmed', data: { slug, isListed, ...(reason ? { reason } : {}) } }];
}

/** An operator says that this is not the incident; it does not come back by itself. */
export function rejectMatch({ slug, reason }: Judgement, report: SymptomReport): ReportEvent[] {
  const found = notClosed(report);
  if (found.rejected.includes(slug)) return [];
  if (!lists(found, slug) && found.confirmed !== slug) {
    throw notFound(slug, found, {
      what: 'is not among the matches of this report',
      remedy: 'Reject one of the matches that the report lists.',
    });
  }
  return [{ type: 'MatchRejected', data: { slug, ...(reason ? { reason } : {}) } }];
}

/** Whether the report lists an incident, or did until an operator rejected it. */
const lists = ({ outcome, rejected }: ExistingReport, slug: string): boolean =>
  rejected.includes(slug) || (outcome?.matches.some((match) => match.slug === slug) ?? false);

function notFound(slug: string, { outcome }: ExistingReport, why: { what: string; remedy: string }) {
  return reject('MATCH_NOT_FOUND', {
    message: outcome ? `\`${slug}\` ${why.what}.` : 'The report has not been matched yet.',
    field: 'slug',
    remedy: outcome ? why.remedy : 'Wait until the report is matched.',
  });
}
