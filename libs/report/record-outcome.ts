import { isDeepStrictEqual } from 'node:util';
import type { ReportEvent } from './events.js';
import type { MatchOutcome } from './outcome.js';
import { existing, openStatuses, type SymptomReport } from './report.js';

/**
 * The matcher has answered. An answer that says nothing new leaves no event, and neither does one that comes after
 * an operator has confirmed a match or closed the report: their word stands.
 */
export function recordOutcome(outcome: MatchOutcome, report: SymptomReport): ReportEvent[] {
  const { status, outcome: before } = existing(report);
  if (!openStatuses.includes(status)) return [];
  if (before && isDeepStrictEqual(answer(before), answer(outcome))) return [];
  return [{ type: 'SymptomReportMatched', data: outcome }];
}

const answer = ({ verdict, matches, matcherVersion }: MatchOutcome) => ({ verdict, matches, matcherVersion });
