import type { KnownBlock } from '@slack/types';
import { explain, explainNextStep, sayConfidence } from '../../matching/index.js';
import type { Match, MatchOutcome, Verdict } from '../../report/index.js';
import { escapeMrkdwn, fit } from './mrkdwn.js';
import { ACTIONS, judgementValue } from './payloads.js';

/** A message as response URLs and slash commands take it. */
export interface SlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  /** For notifications and clients that show no blocks. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What a message needs to know of a report. */
export interface ShownReport {
  readonly id: string;
  readonly outcome: MatchOutcome | null;
  readonly confirmed: string | null;
  readonly rejected: readonly string[];
}

const MATCHES_SHOWN_MAX = 3;
const REASONS_SHOWN_MAX = 4;
/** Slack's own limit for the text of a section. */
const SECTION_LENGTH_MAX = 3_000;
const REASON_LENGTH_MAX = 500;

/** The answer to a report with its evidence, and buttons to say whether a match is right. */
export function answerMessage(report: ShownReport): SlackMessage {
  const { outcome } = report;
  if (!outcome) return notice(`Your report ${report.id} is filed; the answer follows here.`);
  const shown = outcome.verdict === 'UNKNOWN' ? outcome.matches.slice(0, 1) : outcome.matches;
  const headline = escapeMrkdwn(sayVerdict(outcome.verdict, outcome.matches[0]));
  return {
    response_type: 'ephemeral',
    text: headline,
    blocks: [
      section(`*${headline}*`),
      ...shown.slice(0, MATCHES_SHOWN_MAX).flatMap((match) => matchBlocks(report, match)),
      ...confirmedElsewhere(report, shown.slice(0, MATCHES_SHOWN_MAX)),
      ...(outcome.nextStep ? [context(`Next: ${escapeMrkdwn(explainNextStep(outcome.nextStep))}`)] : []),
      context(`Report ${report.id}`),
    ],
  };
}

/** A message of one sentence, seen by the one who asked only. */
export function notice(sentence: string): SlackMessage {
  const text = escapeMrkdwn(sentence);
  return { response_type: 'ephemeral', text, blocks: [section(text)] };
}

function sayVerdict(verdict: Verdict, best: Match | undefined): string {
  switch (verdict) {
    case 'KNOWN':
      return `Known: ${best?.title ?? ''}`;
    case 'AMBIGUOUS':
      return 'Several known incidents fit.';
    case 'UNKNOWN':
      return best
        ? 'No known incident fits well enough. The nearest one:'
        : 'No known incident fits. The report is queued for the operators.';
  }
}

function matchBlocks({ id, confirmed, rejected }: ShownReport, match: Match): KnownBlock[] {
  const reasons = explain(match).slice(0, REASONS_SHOWN_MAX);
  const lines = [
    `*${escapeMrkdwn(match.title)}* (\`${match.slug}\`), ${sayConfidence(match.confidence)}`,
    ...reasons.map((it) => `• ${escapeMrkdwn(fit(it, REASON_LENGTH_MAX))}`),
  ];
  const said = confirmed === match.slug ? 'Confirmed.' : rejected.includes(match.slug) ? 'Rejected.' : '';
  return [section(lines.join('\n')), said ? context(said) : buttons(id, match.slug)];
}

/** Whoever knows the answer may have named an incident that is not among those that are shown. */
function confirmedElsewhere({ confirmed }: ShownReport, shown: readonly Match[]): KnownBlock[] {
  if (!confirmed || shown.some((it) => it.slug === confirmed)) return [];
  return [context(`Confirmed: \`${confirmed}\`.`)];
}

function buttons(reportId: string, slug: string): KnownBlock {
  const value = judgementValue({ reportId, slug });
  const button = (action_id: string, text: string, style: 'primary' | 'danger') =>
    ({ type: 'button', action_id, value, style, text: { type: 'plain_text', text } }) as const;
  return {
    type: 'actions',
    elements: [
      button(ACTIONS.confirm, 'That is it', 'primary'),
      button(ACTIONS.reject, 'That is not it', 'danger'),
    ],
  };
}

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: fit(text, SECTION_LENGTH_MAX) },
});

const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: fit(text, SECTION_LENGTH_MAX) }],
});
