import { assertNever } from '../kernel/index.js';
import type { Contradiction, Evidence, Match, MatchedWord, NextStep } from '../report/index.js';

/** Says why, for people: one sentence a piece of evidence, strongest first, then what speaks against it. */
export function explain({ evidence, contradictions }: Pick<Match, 'evidence' | 'contradictions'>): string[] {
  return [...evidence.map(sayEvidence), ...contradictions.map(sayContradiction)];
}

/** A confidence in whole percent; nothing is certain, so that 99 is the most. */
export const sayConfidence = (confidence: number) => `${Math.min(99, Math.round(confidence * 100))} %`;

function sayEvidence(it: Evidence): string {
  switch (it.kind) {
    case 'signature': {
      const where = it.lineIndex < 0 ? 'A line of the text' : `Log line ${it.lineIndex + 1}`;
      return `${where} is the event "${it.event}" as ${it.vendor} spells it: ${shorten(it.line)}`;
    }
    case 'symptom':
      return `The symptom "${it.statement}" shares ${quote(it.words)}.`;
    case 'words':
      return it.words.length === 0
        ? `Words of the log lines occur in the ${it.field}.`
        : `The ${it.field} ${it.field === 'components' ? 'share' : 'shares'} ${quote(it.words)}.`;
    case 'log': {
      const where = it.lineIndex < 0 ? 'A log line in the text' : `Log line ${it.lineIndex + 1}`;
      return `${where} is like one that was recorded: ${shorten(it.excerpt)}`;
    }
    case 'history':
      return `Operators have confirmed it ${times(it.confirmed)} and rejected it ${times(it.rejected)}.`;
    case 'fact':
      return `Stated "${it.name}" is ${it.stated}, as expected (${it.expected}).`;
    case 'component':
      return `The component is the same: ${it.component}.`;
    case 'release':
      return `It was seen on the same release: ${it.release}.`;
    default:
      return assertNever(it, 'evidence');
  }
}

function sayContradiction(it: Contradiction): string {
  switch (it.kind) {
    case 'exclusion':
      return `Against it: the report says what rules it out, "${it.statement}".`;
    case 'history':
      return `Against it: operators have rejected it ${times(it.rejected)} and confirmed it ${times(it.confirmed)}.`;
    case 'fact':
      return `Against it: stated "${it.name}" is ${it.stated}, but ${it.expected} is expected.`;
    default:
      return assertNever(it, 'contradiction');
  }
}

/** Says what to find out next, for people. */
export function explainNextStep(step: NextStep): string {
  switch (step.kind) {
    case 'check':
      return `To tell ${step.slug} from ${step.rival}: ${step.instruction} ${step.expectation}`;
    case 'observation':
      return step.source === 'symptom'
        ? `It would be ${step.slug} if this was observed as well: ${step.statement}`
        : `It would be ${step.slug} if a log held a line such as: ${shorten(step.statement)}`;
    default:
      return assertNever(step, 'next step');
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Words are named once each, and no more than fit into a sentence. */
function quote(words: readonly MatchedWord[]): string {
  const distinct = [...new Set(words.map((it) => it.word.toLowerCase()))];
  const named = distinct.slice(0, WORDS_NAMED).map((word) => `"${word}"`);
  const more = distinct.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const WORDS_NAMED = 12;
const SENTENCE_LINE_UNITS = 160;
const shorten = (line: string) =>
  line.length <= SENTENCE_LINE_UNITS ? line : `${line.slice(0, SENTENCE_LINE_UNITS)}…`;
