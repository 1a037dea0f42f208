import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { incidentRecordSchema } from '../incident/index.js';
import { observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

interface Unexplained {
  readonly about: string;
  readonly text: string;
  readonly logs?: string[];
}

interface Reports {
  readonly explained: readonly {
    tale: string;
    style: string;
    text: string;
    logs?: string[];
  }[];
  readonly unexplained: readonly Unexplained[];
  /** Nearly the words of a tale, and yet another cause. */
  readonly lookalikes: readonly Unexplained[];
}

const catalogue = new URL('../tales/catalogue/', import.meta.url);
const records = readdirSync(catalogue)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => incidentRecordSchema.parse(parse(readFileSync(new URL(file, catalogue), 'utf8'))));
const knowledge = createKnowledge(
  records.map((record) => ({ record })),
  1,
);
const { explained, unexplained, lookalikes } = parse(
  readFileSync(new URL('tale-reports.yaml', import.meta.url), 'utf8'),
) as Reports;

const answer = ({ text, logs = [] }: { text: string; logs?: string[] }) =>
  match(knowledge, observation(text, { logLines: logs }));

describe('the shipped catalogue', () => {
  it('puts the right tale first for at least nine reports of ten', () => {
    const missed = explained.filter((it) => answer(it).matches[0]?.slug !== it.tale);
    expect(missed.length / explained.length).toBeLessThanOrEqual(0.1);
  });

  const plain = explained.filter((it) => it.style === 'terse' || it.style === 'signature');
  it.each(plain)('puts $tale first for "$text"', (report) => {
    expect(answer(report).matches[0]?.slug).toBe(report.tale);
  });

  it('is sure of nearly half of the plain reports, and rather likely right about nearly all', () => {
    const confidences = plain
      .map((it) => answer(it))
      .map((it) => ({ ...it, best: it.matches[0]!.confidence }));
    const share = (items: readonly unknown[]) => items.length / plain.length;
    expect(share(confidences.filter((it) => it.verdict === 'KNOWN'))).toBeGreaterThanOrEqual(0.45);
    expect(share(confidences.filter((it) => it.best > 0.5))).toBeGreaterThanOrEqual(0.9);
  });

  it('never calls another tale known', () => {
    const wrong = explained.filter((it) => {
      const { verdict, matches } = answer(it);
      return verdict === 'KNOWN' && matches[0]?.slug !== it.tale;
    });
    expect(wrong).toEqual([]);
  });

  it.each(unexplained)('does not claim to know $about', (report) => {
    expect(answer(report).verdict).not.toBe('KNOWN');
  });

  it('is deceived by no report that borrows the words of a tale', () => {
    const deceived = lookalikes.filter((it) => answer(it).verdict === 'KNOWN').map((it) => it.about);
    expect(deceived).toEqual([]);
  });
});
