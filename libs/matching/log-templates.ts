import type { IncidentRecord } from '../incident/index.js';
import type { Evidence } from '../report/index.js';
import { limits } from './limits.js';
import { maskVariables } from './log-line.js';
import { fold, tokenize } from './tokenize.js';

/** A log line without its variable parts. */
export interface LogTemplate {
  /** Index into the pasted lines; -1 for a line of the text. */
  readonly index: number;
  readonly line: string;
  readonly words: ReadonlySet<string>;
}

export type LogEvidence = Extract<Evidence, { kind: 'log' }>;

/**
 * Reads the template of a line, in which `swp12` and `Port-Channel41` are like `swp3` and `Port-Channel5`; undefined if too
 * little is left of it to be told from others.
 */
export function templateOf(index: number, line: string): LogTemplate | undefined {
  const words = new Set(tokenize(maskVariables(line)).map((it) => fold(it.raw).replace(/\d+/g, '0')));
  return words.size < WORDS_MIN ? undefined : { index, line, words };
}

/**
 * The pasted lines that are like a recorded line of the incident, best first, but those that a signature explains. A line
 * that is as much like a counter-example is what a healthy system logs there.
 */
export function likeRecorded(
  record: IncidentRecord,
  pasted: readonly LogTemplate[],
  explained: ReadonlySet<string>,
): LogEvidence[] {
  if (pasted.length === 0) return [];
  const cut = (line: string) => line.slice(0, limits.evidenceLineUnits);
  const done = new Set(explained);
  const found: { readonly evidence: LogEvidence; readonly likeness: number }[] = [];
  const { recorded: lines, healthy } = recordedTemplates(record);
  for (const recorded of lines) {
    for (const { index, line, words } of pasted) {
      const likeness = likenessOf(recorded.words, words);
      if (likeness < LIKE || done.has(line)) continue;
      if (healthy.some((it) => likenessOf(it.words, words) >= likeness)) continue;
      const evidence = {
        kind: 'log',
        lineIndex: index,
        line: cut(line),
        excerpt: cut(recorded.line),
      } as const;
      found.push({ evidence, likeness });
      done.add(line);
    }
  }
  return found.sort((a, b) => b.likeness - a.likeness).map((it) => it.evidence);
}

/**
 * Share of the pasted lines that a healthy system logs there: no signature explains them, and no recorded line is more
 * like them than a counter-example.
 */
export function shareOfHealthy(
  record: IncidentRecord,
  pasted: readonly LogTemplate[],
  explained: ReadonlySet<string>,
): number {
  if (pasted.length === 0) return 0;
  const { recorded, healthy } = recordedTemplates(record);
  const likest = (templates: readonly LogTemplate[], { words }: LogTemplate) =>
    templates.reduce((best, it) => Math.max(best, likenessOf(it.words, words)), 0);
  const isHealthy = (pasted: LogTemplate) => {
    const likeness = explained.has(pasted.line) ? 0 : likest(healthy, pasted);
    return likeness >= LIKE && likeness >= likest(recorded, pasted);
  };
  return pasted.filter(isHealthy).length / pasted.length;
}

const WORDS_MIN = 3;
/** Of the words of two lines that are like, the one that has more lacks at most a quarter. */
const LIKE = 0.75;

function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const most = Math.max(one.size, other.size);
  if (Math.min(one.size, other.size) < LIKE * most) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / most;
}

interface RecordedTemplates {
  readonly recorded: readonly LogTemplate[];
  /** Of the counter-examples: lines that a signature must not match. */
  readonly healthy: readonly LogTemplate[];
}

/** Records do not change, and are asked for again and again. */
const remembered = new WeakMap<IncidentRecord, RecordedTemplates>();

function recordedTemplates(record: IncidentRecord): RecordedTemplates {
  const known = remembered.get(record);
  if (known) return known;
  const { logExcerpts, signatures } = record;
  const lines = logExcerpts.flatMap((it) => it.split('\n')).concat(signatures.map((it) => it.example));
  const templates = {
    recorded: templatesOf(lines),
    healthy: templatesOf(signatures.map((it) => it.counterExample)),
  };
  remembered.set(record, templates);
  return templates;
}

const templatesOf = (lines: readonly string[]): LogTemplate[] =>
  lines
    .slice(0, limits.recordedLines)
    .flatMap((line) => templateOf(-1, line.slice(0, limits.logLineUnits)) ?? []);
