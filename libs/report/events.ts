import type { MatchOutcome, Observation } from './outcome.js';

export const channels = ['dashboard', 'chatbot', 'operator', 'command-line', 'monitoring'] as const;
/** The way by which a report came in. */
export type Channel = (typeof channels)[number];

export interface FiledReport {
  readonly observation: Observation;
  /** Who observed it, as far as known. */
  readonly reportedBy?: string;
  readonly channel: Channel;
  readonly idempotencyKey?: string;
}

/** What an operator says of an incident; `isListed` says whether the matcher had listed it for the report. */
interface Judgement {
  readonly slug: string;
  readonly reason?: string;
}

/** Everything that can happen to a symptom report. Who did it and when stands in the event's metadata. */
export type ReportEvent =
  | { readonly type: 'SymptomReportFiled'; readonly data: FiledReport }
  | { readonly type: 'SymptomReportMatched'; readonly data: MatchOutcome }
  | { readonly type: 'MatchConfirmed'; readonly data: Judgement & { readonly isListed: boolean } }
  | { readonly type: 'MatchRejected'; readonly data: Judgement }
  | { readonly type: 'SymptomReportClosed'; readonly data: { readonly reason: string } };
