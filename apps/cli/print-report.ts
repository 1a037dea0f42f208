import { explain, sayConfidence } from '../../libs/matching/index.js';
import type { MatchOutcome, NextStep } from '../../libs/report/index.js';
import type { ReportSnapshot } from '../../libs/runtime/index.js';

/** A report and what it was matched with, for a terminal. */
export function printReport(
  { id }: Pick<ReportSnapshot, 'id'>,
  { verdict, matches, nextStep }: MatchOutcome,
): void {
  console.log(`${verdict}  (report ${id})`);
  if (matches.length === 0) console.log('  Nothing that is known looks like it.');
  for (const [index, match] of matches.slice(0, MATCHES_SHOWN).entries()) {
    console.log(`  ${index + 1}. ${match.slug}  ${sayConfidence(match.confidence)}  ${match.title}`);
    const sentences = explain(match).slice(0, index === 0 ? SENTENCES_SHOWN.first : SENTENCES_SHOWN.others);
    for (const sentence of sentences) console.log(`       ${sentence}`);
  }
  if (nextStep) console.log(`  Next: ${describe(nextStep)}`);
}

/** What to do next, as a sentence. */
function describe(step: NextStep): string {
  if (step.kind === 'check') return `${step.instruction} ${step.expectation} (tells it from ${step.rival})`;
  const what = step.source === 'symptom' ? 'is this so' : 'does a log say something like this';
  return `If it were ${step.slug}, ${what}: ${step.statement}`;
}

const MATCHES_SHOWN = 3;
const SENTENCES_SHOWN = { first: 6, others: 1 };
