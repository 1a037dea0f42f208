import type { Fault } from '../fault.js';
import { linesOf, type Line } from './line.js';

export interface RawSection {
  /** 1 is the adornment that came first in the document, 2 the next new one, and so on. */
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly body: readonly Line[];
}

/** Cuts a document at its titles, which are underlined, or over- and underlined, with any punctuation character. */
export function splitSections(text: string): { sections: RawSection[]; faults: Fault[] } {
  const lines = linesOf(text);
  const sections: (RawSection & { body: Line[] })[] = [];
  const faults: Fault[] = [];
  const styles: string[] = [];
  for (let at = 0; at < lines.length;) {
    const heading = headingAt(lines, at);
    const line = lines[at] as Line;
    if (!heading) {
      if (isLoneOverline(lines, at)) {
        const reason = 'A line of punctuation stands above this title and none of the same length below it.';
        faults.push({ line: line.number + 1, code: 'SYNTAX', reason });
      }
      sections.at(-1)?.body.push(line);
      at += 1;
      continue;
    }
    if (!styles.includes(heading.style)) styles.push(heading.style);
    sections.push({
      level: styles.indexOf(heading.style) + 1,
      title: heading.title,
      line: heading.line,
      body: [],
    });
    at += heading.length;
  }
  return { sections, faults };
}

interface Heading {
  readonly title: string;
  readonly line: number;
  /** Character and kind of the adornment: titles of one level share it. */
  readonly style: string;
  /** In lines. */
  readonly length: number;
}

function headingAt(lines: readonly Line[], at: number): Heading | undefined {
  const [first, second, third] = [lines[at], lines[at + 1], lines[at + 2]];
  if (!first || !second || !startsBlock(lines, at)) return undefined;
  if (isAdornment(first.text)) {
    return third && second.text !== '' && third.text === first.text && !isAdornment(second.text)
      ? { title: second.text.trim(), line: second.number, style: `over ${first.text[0]}`, length: 3 }
      : undefined;
  }
  const underlines =
    isAdornment(second.text) && (second.text.length >= first.text.length || second.text.length >= 4);
  return underlines && /^\S/.test(first.text)
    ? { title: first.text, line: first.number, style: `under ${second.text[0]}`, length: 2 }
    : undefined;
}

/** A line of four or more between blank lines is a transition and means nothing here. */
function isLoneOverline(lines: readonly Line[], at: number): boolean {
  const [line, next] = [lines[at]?.text ?? '', lines[at + 1]?.text ?? ''];
  return (
    line.length >= 4 && isAdornment(line) && startsBlock(lines, at) && /^\S/.test(next) && !isAdornment(next)
  );
}

function startsBlock(lines: readonly Line[], at: number): boolean {
  return at === 0 || lines[at - 1]?.text === '' || isAdornment(lines[at - 1]?.text ?? '');
}

function isAdornment(text: string): boolean {
  return text.length >= 2 && /^([!-/:-@[-`{-~])\1*$/.test(text);
}
