import { explain } from '../../libs/matching/index.js';
import type { MatchOutcome } from '../../libs/report/index.js';
import type { ReportSnapshot } from '../../libs/runtime/index.js';

/** A report and what it was matched with, for a terminal. */
export function printReport({ id }: Pick<ReportSnapshot, 'id'>, { verdict, matches }: MatchOutcome): void {
  console.log(`${verdict}  (report ${id})`);
  if (matches.length === 0) console.log('  Nothing that is known looks like it.');
  for (const [index, match] of matches.slice(0, MATCHES_SHOWN).entries()) {
    console.log(`  ${index + 1}. ${match.slug}  ${Math.round(match.confidence * 100)} %  ${match.title}`);
    const sentences = explain(match).slice(0, index === 0 ? SENTENCES_SHOWN.first : SENTENCES_SHOWN.others);
    for (const sentence of sentences) console.log(`       ${sentence}`);
  }
}

const MATCHES_SHOWN = 3;
const SENTENCES_SHOWN = { first: 6, others: 1 };
