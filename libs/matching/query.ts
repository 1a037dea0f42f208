import type { MatchedWord, Observation } from '../report/index.js';
import { readClauses, type Clause } from './clauses.js';
import { limits } from './limits.js';
import { looksLikeLogLine, maskVariables } from './log-line.js';
import { termsOf } from './terms.js';
import { tokenize, type Token } from './tokenize.js';

/** An observation, read once: what is looked up, and where it stands in the report. */
export interface Query {
  readonly terms: ReadonlyMap<string, QueryTerm>;
  readonly lines: readonly LogLine[];
  readonly clauses: readonly Clause[];
}

export interface QueryTerm {
  /** How much the report insists on it: 1 for a word said once, less in log lines and for parts of identifiers. */
  weight: number;
  /** The strongest mention; a second one adds half of it, a third a quarter, and so on. */
  strongest: number;
  mentions: number;
  /** Whether it only ever occurs as the whole of an identifier that is looked up in parts as well. */
  compound: boolean;
  /** Whether the operator says it, and not just a log. */
  inProse: boolean;
  /** Occurrences in the text; none for a term of pasted log lines alone. */
  readonly words: MatchedWord[];
}

export interface LogLine {
  /** Index into the pasted lines; -1 for a line of the text. */
  readonly index: number;
  readonly line: string;
}

/** A few log lines were picked for what they say, and count as prose; in a dump of many, each says little. */
const PICKED_LINES = 5;
const logWeight = (lines: number) => Math.min(1, Math.sqrt(PICKED_LINES / Math.max(1, lines)));
/** Reads an observation; what is beyond `limits` is not looked at. */
export function readObservation({ text, logLines }: Observation): Query {
  const read = text.slice(0, limits.textUnits);
  const copied = [...read.matchAll(/[^\r\n]+/g)].filter((it) => looksLikeLogLine(it[0]));
  const prose = blankOut(read, copied);
  const lines = capLines([
    ...logLines.map((line, index) => ({ index, line })),
    ...copied.map((it) => ({ index: -1, line: it[0] })),
  ]);

  const templates = templatesOf(lines);
  const weight = logWeight(templates.length + copied.length);
  const terms = new Map<string, QueryTerm>();
  for (const token of tokenize(prose)) addToken(terms, token, 1, { text: read, inProse: true });
  for (const line of copied) {
    for (const { raw, start, end } of tokenize(maskVariables(line[0]))) {
      addToken(terms, { raw, start: start + line.index, end: end + line.index }, weight, { text: read });
    }
  }
  for (const template of templates) {
    for (const token of tokenize(template)) addToken(terms, token, weight);
  }
  return { terms, lines, clauses: readClauses(prose) };
}

/** Lines of equal length, so that offsets into the prose are offsets into the text. */
function blankOut(text: string, lines: readonly RegExpExecArray[]): string {
  let prose = '';
  for (const line of lines) {
    prose += text.slice(prose.length, line.index) + ' '.repeat(line[0].length);
  }
  return prose + text.slice(prose.length);
}

function capLines(lines: readonly LogLine[]): LogLine[] {
  let units = 0;
  const kept: LogLine[] = [];
  for (const { index, line } of lines.slice(0, limits.logLines)) {
    const cut = line.slice(0, limits.logLineUnits);
    units += cut.length;
    if (units > limits.logUnits) break;
    kept.push({ index, line: cut });
  }
  return kept;
}

function templatesOf(lines: readonly LogLine[]): string[] {
  const templates = new Set<string>();
  for (const { index, line } of lines) {
    if (index >= 0) templates.add(maskVariables(line));
    if (templates.size === limits.logTemplates) break;
  }
  return [...templates];
}

interface Origin {
  /** The text that the token stands in, in which it may then be shown as evidence. */
  readonly text?: string;
  readonly inProse?: boolean;
}

function addToken(
  terms: Map<string, QueryTerm>,
  token: Token,
  base: number,
  { text, inProse = false }: Origin = {},
): void {
  for (const { term, weight, compound, from, to } of termsOf(token.raw)) {
    let entry = terms.get(term);
    if (!entry)
      terms.set(term, (entry = { weight: 0, strongest: 0, mentions: 0, compound, inProse, words: [] }));
    entry.strongest = Math.max(entry.strongest, base * weight);
    entry.weight = entry.strongest * (2 - 0.5 ** entry.mentions);
    entry.mentions += 1;
    entry.compound &&= compound;
    entry.inProse ||= inProse;
    if (text !== undefined && entry.words.length < limits.evidenceWords) {
      const start = token.start + from;
      const end = token.start + to;
      entry.words.push({ word: text.slice(start, end), start, end });
    }
  }
}
