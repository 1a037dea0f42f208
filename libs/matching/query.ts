import type { MatchedWord, Observation } from '../report/index.js';
import { readClauses, readSentences, type Clause } from './clauses.js';
import { deniedTerms, withoutDenied } from './denials.js';
import { limits } from './limits.js';
import { blankColours, looksLikeLogLine, maskVariables, withoutColours } from './log-line.js';
import { templateOf, type LogTemplate } from './log-templates.js';
import { termsOf } from './terms.js';
import { tokenize, type Token } from './tokenize.js';

/** An observation, read once: what is looked up, and where it stands in the report. */
export interface Query {
  readonly terms: ReadonlyMap<string, QueryTerm>;
  /** The pasted lines, and those lines of the text that were copied from a log. */
  readonly lines: readonly LogLine[];
  /** Where signatures are looked for: these, and all that the text says in a line and does not deny. */
  readonly searched: readonly LogLine[];
  /** The first lines that differ in more than their variable parts. */
  readonly templates: readonly LogTemplate[];
  readonly clauses: readonly Clause[];
  readonly sentences: readonly Clause[];
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
  /** Whether it stands in the first sentence, which says what the report is about. */
  inHeadline: boolean;
  /** Whether the operator says that it is not so. */
  denied: boolean;
  /** Occurrences in the text; none for a term of pasted log lines alone. */
  readonly words: MatchedWord[];
}

export interface LogLine {
  /** Index into the pasted lines; -1 for a line of the text. */
  readonly index: number;
  readonly line: string;
  /** What signatures are tried on, where that is less: the line without what it denies. */
  readonly tried?: string;
}

/** A few log lines were picked for what they say, and count as prose; in a dump of many, each says little. */
const PICKED_LINES = 5;
const logWeight = (lines: number) => Math.min(1, Math.sqrt(PICKED_LINES / Math.max(1, lines)));

/** Reads an observation; what is beyond `limits` is not looked at. */
export function readObservation(observation: Observation): Query {
  const { terms, lines, searched, prose } = readText(observation);
  for (const term of deniedTerms(prose)) {
    const entry = terms.get(term);
    if (entry) entry.denied = true;
  }
  return {
    terms,
    lines,
    searched,
    templates: templatesOf(lines),
    clauses: readClauses(prose),
    sentences: readSentences(prose),
  };
}

/** The terms of an observation, of its log lines as well, without what it says of them. */
export function termsIn(observation: Observation): string[] {
  return [...readText(observation).terms.keys()];
}

function readText({ text, logLines }: Observation) {
  const read = blankColours(text.slice(0, limits.textUnits));
  const copied = [...read.matchAll(/[^\r\n]+/g)].filter((it) => looksLikeLogLine(it[0]));
  const prose = blankOut(read, copied);
  const pasted = logLines.map((line, index) => ({ index, line: withoutColours(line) }));
  const lines = capLines([...pasted, ...copied.map((it) => ({ index: -1, line: it[0] }))]);
  const searched = capLines([...pasted, ...linesOf(text)]);

  const masked = distinctMasked(lines);
  const weight = logWeight(masked.length + copied.length);
  const said = tokenize(prose);
  const headlineEnd = endOfHeadline(prose, said);
  const terms = new Map<string, QueryTerm>();
  addTokens(terms, said, { text: read, weight: 1, inProse: true, headlineEnd });
  for (const { index, 0: line } of copied) {
    const tokens = tokenize(maskVariables(line)).map((it) => ({
      ...it,
      start: it.start + index,
      end: it.end + index,
    }));
    addTokens(terms, tokens, { text: read, weight, headlineEnd: 0 });
  }
  for (const [at, line] of masked.entries()) {
    const isHeadline = at === 0 && said.length === 0;
    addTokens(terms, tokenize(line), { weight, headlineEnd: isHeadline ? Infinity : 0 });
  }
  return { terms, lines, searched, prose };
}

/** What each line of a text says, whether it was copied from a log or not. */
function linesOf(text: string): LogLine[] {
  const lines: LogLine[] = [];
  for (let start = 0; start < text.length && lines.length < limits.logLines;) {
    let end = start;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1;
    if (end > start) {
      const line = withoutColours(text.slice(start, Math.min(end, start + limits.logLineUnits)));
      lines.push({ index: -1, line, ...(looksLikeLogLine(line) ? {} : { tried: withoutDenied(line) }) });
    }
    start = end + 1;
  }
  return lines;
}

/** Lines of equal length, so that offsets into the prose are offsets into the text. */
function blankOut(text: string, lines: readonly RegExpExecArray[]): string {
  let prose = '';
  for (const line of lines) {
    prose += text.slice(prose.length, line.index) + ' '.repeat(line[0].length);
  }
  return prose + text.slice(prose.length);
}

/** Where the first sentence that says anything ends, in units into the text. */
function endOfHeadline(prose: string, tokens: readonly Token[]): number {
  const [first] = tokens;
  if (!first) return 0;
  SENTENCE_END.lastIndex = first.end;
  const end = SENTENCE_END.exec(prose)?.index ?? prose.length;
  return Math.min(end, tokens[HEADLINE_TOKENS_MAX - 1]?.end ?? Infinity);
}

const SENTENCE_END = /[.!?:;](?=\s|$)|[\r\n]/g;
const HEADLINE_TOKENS_MAX = 24;

function capLines(lines: readonly LogLine[]): LogLine[] {
  let units = 0;
  const kept: LogLine[] = [];
  for (const line of lines.slice(0, limits.logLines)) {
    const cut = line.line.slice(0, limits.logLineUnits);
    units += cut.length;
    if (units > limits.logUnits) break;
    kept.push({ ...line, line: cut });
  }
  return kept;
}

/** The pasted lines without their variable parts, each once. */
function distinctMasked(lines: readonly LogLine[]): string[] {
  const masked = new Set<string>();
  for (const { index, line } of lines) {
    if (index >= 0) masked.add(maskVariables(line));
    if (masked.size === limits.logTemplates) break;
  }
  return [...masked];
}

function templatesOf(lines: readonly LogLine[]): LogTemplate[] {
  const templates = new Map<string, LogTemplate>();
  for (const { index, line } of lines.slice(0, limits.logTemplates)) {
    const template = templateOf(index, line);
    const key = template && [...template.words].join(' ');
    if (template && !templates.has(key!)) templates.set(key!, template);
    if (templates.size === limits.comparedLines) break;
  }
  return [...templates.values()];
}

interface Origin {
  /** The text that the tokens stand in, in which they may then be shown as evidence. */
  readonly text?: string;
  readonly weight: number;
  readonly inProse?: boolean;
  readonly headlineEnd: number;
}

function addTokens(terms: Map<string, QueryTerm>, tokens: readonly Token[], origin: Origin): void {
  const { text, inProse = false, headlineEnd } = origin;
  for (const token of tokens) {
    for (const { term, weight, compound, from, to } of termsOf(token.raw)) {
      const entry = terms.get(term) ?? newTerm(compound);
      terms.set(term, entry);
      entry.strongest = Math.max(entry.strongest, origin.weight * weight);
      entry.weight = entry.strongest * (2 - 0.5 ** entry.mentions);
      entry.mentions += 1;
      entry.compound &&= compound;
      entry.inProse ||= inProse;
      entry.inHeadline ||= token.start < headlineEnd;
      if (text !== undefined && entry.words.length < limits.evidenceWords) {
        const [start, end] = [token.start + from, token.start + to];
        entry.words.push({ word: text.slice(start, end), start, end });
      }
    }
  }
}

const newTerm = (compound: boolean): QueryTerm => ({
  weight: 0,
  strongest: 0,
  mentions: 0,
  compound,
  inProse: false,
  inHeadline: false,
  denied: false,
  words: [],
});
