import { maskVariables } from './log-line.js';
import type { Query } from './query.js';
import { termsOf } from './terms.js';
import { tokenize } from './tokenize.js';

/**
 * Terms as reports write them: each in the form that they use most, of equal ones the shortest. A log line tells how a
 * term is written that no text has.
 */
export function writtenWords(reports: readonly Query[], terms: readonly string[]): string[] {
  const forms = new Map(terms.map((term) => [term, new Map<string, number>()]));
  const write = (term: string, form: string) => {
    const counts = forms.get(term)!;
    counts.set(form, (counts.get(form) ?? 0) + 1);
  };
  for (const term of terms)
    for (const report of reports)
      for (const { word } of report.terms.get(term)?.words ?? []) write(term, word);

  const unwritten = terms.filter((term) => forms.get(term)!.size === 0);
  for (const report of reports) for (const [term, form] of firstInLines(report, unwritten)) write(term, form);
  return [...new Set(terms.map((term) => mostFrequent(forms.get(term)!) ?? term))];
}

/** How the first log line with it writes each term that the report has. */
function firstInLines({ terms, lines }: Query, wanted: readonly string[]): Map<string, string> {
  const missing = new Set(wanted.filter((term) => terms.has(term)));
  const found = new Map<string, string>();
  for (const { line } of lines) {
    if (missing.size === 0) break;
    for (const { raw } of tokenize(maskVariables(line)))
      for (const { term, from, to } of termsOf(raw))
        if (missing.delete(term)) found.set(term, raw.slice(from, to));
  }
  return found;
}

/** Of equally frequent and long ones small letters come first: capitals may be due to the place in the sentence. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  const [first] = [...counts].sort(
    ([a, times], [b, otherTimes]) => otherTimes - times || a.length - b.length || (a > b ? -1 : 1),
  );
  return first?.[0];
}
