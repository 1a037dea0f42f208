import type { Observation } from '../report/index.js';
import { limits } from './limits.js';
import { listParts, type PartReader } from './parts.js';
import { termsIn } from './query.js';

/**
 * The words of the reports that were heard lately, however they were answered.
 *
 * Reports have a language of their own: who complains writes `upgrade`, `attach` or `timeout` in every other report,
 * which tells none of them from the others, rare as the word may be among the incidents. So a word counts the less the
 * more reports have it.
 */
export class HeardReports {
  /** By the id of the report, oldest first: what it says, until somebody asks, and its terms from then on. */
  private readonly reports = new Map<string, Observation | readonly string[]>();
  private readonly unread = new Set<string>();
  private readonly reportsWith = new Map<string, number>();

  /** Hears a report, and leaves out the oldest one once there are enough. */
  hear(id: string, { text, logLines, facts }: Observation): void {
    this.forget(id);
    this.reports.set(id, {
      text: text.slice(0, limits.heardTextUnits),
      logLines: logLines.slice(0, limits.heardLogLines).map((it) => it.slice(0, limits.heardLineUnits)),
      facts,
    });
    this.unread.add(id);
    if (this.reports.size <= limits.heardReports) return;
    const [oldest] = this.reports.keys();
    this.forget(oldest!);
    this.reports.delete(oldest!);
  }

  /**
   * Forgets what a report says, if it was heard. It keeps its place among the others, as it does in the log: an older one
   * does not come back for it.
   */
  forget(id: string): void {
    const report = this.reports.get(id);
    if (!report) return;
    if (!this.unread.delete(id)) for (const term of report as readonly string[]) this.count(term, -1);
    this.reports.set(id, []);
  }

  /** Share of the reports that have a term, from 0 to 1; a few reports say little. */
  shareWith(term: string): number {
    this.settle();
    return (this.reportsWith.get(term) ?? 0) / (this.reports.size + DOUBT);
  }

  /**
   * Prepares for lookups; otherwise the first lookup after many reports does, and takes the longer. Whoever has other
   * things to do meanwhile does it in portions of some reports, until it returns true.
   */
  settle(portion = Infinity): boolean {
    for (const id of this.unread) {
      if (portion-- <= 0) return false;
      this.unread.delete(id);
      this.read(id, termsIn(this.reports.get(id) as Observation));
    }
    return true;
  }

  /** All of it, as it is at the time of the call. */
  toParts(): Iterable<Uint8Array> {
    this.settle();
    return listParts([...this.reports]);
  }

  static fromParts(parts: PartReader): HeardReports {
    const heard = new HeardReports();
    for (const [id, terms] of parts.list<[id: string, terms: readonly string[]]>()) heard.read(id, terms);
    return heard;
  }

  private read(id: string, terms: readonly string[]): void {
    this.reports.set(id, terms);
    for (const term of terms) this.count(term, 1);
  }

  private count(term: string, change: 1 | -1): void {
    const count = (this.reportsWith.get(term) ?? 0) + change;
    if (count > 0) this.reportsWith.set(term, count);
    else this.reportsWith.delete(term);
  }
}

/** Imaginary reports that say nothing. */
const DOUBT = 100;

/**
 * What is left of the weight of a term, from 0.2 to 1, that so large a share of the reports has.
 *
 * Only what more than one report in twenty has counts less, and only if it is common among the incidents as well: when
 * an outage is reported over and over again, its own words are not to be held against it.
 */
export function weightLeft(share: number, rarity: number, highestRarity: number): number {
  if (share <= COMMON_SHARE || rarity > RARE * highestRarity) return 1;
  const told = -Math.log(share) / Math.min(rarity, -Math.log(COMMON_SHARE));
  return Math.min(1, Math.max(LEFT_MIN, told ** 2));
}

const COMMON_SHARE = 0.05;
const RARE = 0.5;
const LEFT_MIN = 0.2;
