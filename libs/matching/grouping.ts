import type { Observation } from '../report/index.js';
import { readObservation, type Query } from './query.js';
import { writtenWords } from './written-words.js';

/** A report that nothing explains, as it is to be grouped. */
export interface UncategorisedReport {
  readonly id: string;
  readonly observation: Observation;
  readonly filedAt: Date;
}

export interface ReportGroup<Report extends UncategorisedReport = UncategorisedReport> {
  /** The id of its oldest report, which names the group as long as that report is in it. */
  readonly id: string;
  /** Oldest first. */
  readonly reports: readonly Report[];
  /** Words that more than half of them have in common, as they write them, most telling first. */
  readonly sharedTerms: readonly string[];
}

/** Reports whose words are as much alike as this belong together: the cosine of their weighed terms. */
const LIKENESS_MIN = 0.3;
const TERMS_SHOWN = 8;

/**
 * Groups reports by likeness: each, oldest first, joins the group whose mean it is most like, or founds one. Terms are
 * weighed by how rare they are among these reports. Biggest group first, of equal ones the one with the freshest report.
 * Depends on its argument alone; the order in which reports are handed in does not matter.
 */
export function groupByLikeness<Report extends UncategorisedReport>(
  reports: readonly Report[],
): ReportGroup<Report>[] {
  const byAge = reports.toSorted(
    (a, b) => a.filedAt.getTime() - b.filedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const queries = byAge.map(({ observation }) => readObservation(observation));
  const vectors = weigh(queries.map(({ terms }) => terms));
  const groups: { reports: Report[]; queries: Query[]; sum: Map<string, number> }[] = [];
  byAge.forEach((report, index) => {
    const vector = vectors[index]!;
    const likest = best(groups, (group) => cosine(vector, group.sum));
    if (likest && likest.value >= LIKENESS_MIN) {
      likest.item.reports.push(report);
      likest.item.queries.push(queries[index]!);
      for (const [term, weight] of vector)
        likest.item.sum.set(term, (likest.item.sum.get(term) ?? 0) + weight);
    } else {
      groups.push({ reports: [report], queries: [queries[index]!], sum: new Map(vector) });
    }
  });
  const freshest = (group: { reports: Report[] }) => group.reports.at(-1)!.filedAt.getTime();
  return groups
    .sort((a, b) => b.reports.length - a.reports.length || freshest(b) - freshest(a))
    .map(({ reports: members, queries: read, sum }) => ({
      id: members[0]!.id,
      reports: members,
      sharedTerms: writtenWords(read, heaviestShared(read, sum)),
    }));
}

/** The terms of each report as a vector of length 1. */
function weigh(reports: readonly ReadonlyMap<string, { readonly weight: number }>[]): Map<string, number>[] {
  const reportsWith = countReports(reports);
  return reports.map((terms) => {
    const vector = new Map<string, number>();
    for (const [term, { weight }] of terms) {
      vector.set(term, weight * Math.log(1 + (reports.length + 1) / reportsWith.get(term)!));
    }
    const length = Math.hypot(...vector.values()) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  });
}

function cosine(unit: ReadonlyMap<string, number>, sum: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [term, weight] of unit) product += weight * (sum.get(term) ?? 0);
  return product / (Math.hypot(...sum.values()) || 1);
}

function best<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => number,
): { item: Item; value: number } | undefined {
  let found: { item: Item; value: number } | undefined;
  for (const item of items) {
    const value = valueOf(item);
    if (!found || value > found.value) found = { item, value };
  }
  return found;
}

function heaviestShared(queries: readonly Query[], sum: ReadonlyMap<string, number>): string[] {
  const reportsWith = countReports(queries.map(({ terms }) => terms));
  return [...sum]
    .filter(([term]) => reportsWith.get(term)! > queries.length / 2)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, TERMS_SHOWN)
    .map(([term]) => term);
}

/** How many reports have each term. */
function countReports(reports: readonly ReadonlyMap<string, unknown>[]): Map<string, number> {
  const reportsWith = new Map<string, number>();
  for (const terms of reports)
    for (const term of terms.keys()) reportsWith.set(term, (reportsWith.get(term) ?? 0) + 1);
  return reportsWith;
}
