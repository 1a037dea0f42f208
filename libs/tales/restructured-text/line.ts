/** A line of the document, without the white space at its end. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

export function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .map((it, index) => ({ text: it.replaceAll('\t', '        ').trimEnd(), number: index + 1 }));
}

/** Columns before the first character; blank lines have none of their own and count as infinitely deep. */
export function indentOf({ text }: Line): number {
  return text === '' ? Infinity : text.length - text.trimStart().length;
}

/** The lines without the indentation that they share and without blank lines around them. */
export function dedent(lines: readonly Line[]): Line[] {
  const shared = lines.reduce((least, it) => Math.min(least, indentOf(it)), Infinity);
  const first = lines.findIndex((it) => it.text !== '');
  const last = lines.findLastIndex((it) => it.text !== '');
  return first < 0
    ? []
    : lines.slice(first, last + 1).map((it) => ({ text: it.text.slice(shared), number: it.number }));
}
