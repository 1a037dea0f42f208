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

  it.each(
    records.flatMap(({ slug, signatures }) => signatures.map((it) => [slug, it.id, it.example] as const)),
  )('is about as sure of %s when the event %s is logged three times', (slug, _, example) => {
    const again = (digit: string) => example.replace(/\d(?=\D*$)/, digit);
    const confidence = (logs: string[]) =>
      answer({ text: '', logs }).matches.find((it) => it.slug === slug)?.confidence ?? 0;
    const once = confidence(example.split('\n'));
    expect(confidence([example, again('7'), again('8')].flatMap((it) => it.split('\n')))).toBeGreaterThan(
      once - 0.2,
    );
  });

  it.each([
    '',
    '> ',
    '    ',
    '<134>1 2024-02-15T01:40:18Z sw1 kernel - - - ',
    'W0215 01:40:18.122345 1 bridge.go:12] ',
    '15/Feb/2024:01:40:18 +0000 ',
    'Thu Feb 15 01:40:18 2024 ',
    '1707961218.122 ',
    '{"level":"warn","msg":"',
    'The log of the bridge says: ',
  ])('finds a log line within the text after %j', (before) => {
    const text = `All nodes lost their network.\n${before}br100: BPDU received on blocked port 3\nWhat is it?`;
    const { verdict, matches } = answer({ text });
    expect([verdict, matches[0]?.slug]).toEqual(['KNOWN', 'valentines-day-massacre']);
    expect(matches[0]!.evidence[0]).toMatchObject({ kind: 'signature', event: 'bpdu-from-guest' });
  });

  it('takes a log line in colours for what it is, and none that is denied or commented out', () => {
    const shown = (text: string) =>
      answer({ text })
        .matches.flatMap((it) => it.evidence)
        .some((it) => it.kind === 'signature');
    expect(shown('nova.conf:\n\u001b[01;31mvlan_interface\u001b[0m=vlan20')).toBe(true);
    expect(shown('nova.conf has no vlan_interface=vlan20')).toBe(false);
    const text = 'No idea why this is, but nova.conf has vlan_interface=vlan20';
    expect(answer({ text }).matches[0]!.evidence[0]).toMatchObject({ kind: 'signature', line: text });
    expect(shown('nova.conf:\n# vlan_interface=vlan20')).toBe(false);
  });

  it.each(
    records.flatMap(({ slug, symptoms, exclusions }) =>
      exclusions.map((it) => [slug, it.id, `${symptoms[0]!.statement}\n${it.statement}`] as const),
    ),
  )('does not claim to know %s when the report says of it: %s', (slug, id, text) => {
    const { verdict, matches } = answer({ text });
    const found = matches.find((it) => it.slug === slug)!;
    expect(found.contradictions.map((it) => it.kind === 'exclusion' && it.exclusionId)).toContain(id);
    expect([verdict, matches[0]!.slug]).not.toEqual(['KNOWN', slug]);
  });

  it('names both when a report tells of two incidents that would be known each', () => {
    const [vlan, guest] = ['vlan_interface=vlan20', 'br100: BPDU received on blocked port 3'];
    const { verdict, matches } = answer({ text: '', logs: [vlan, guest] });
    expect(verdict).toBe('AMBIGUOUS');
    expect(
      matches
        .slice(0, 2)
        .map((it) => it.slug)
        .sort(),
    ).toEqual(['double-vlan', 'valentines-day-massacre']);
    for (const it of matches.slice(0, 2)) expect(it.confidence).toBeGreaterThan(0.9);
  });

  it('is deceived by no report that borrows the words of a tale', () => {
    const deceived = lookalikes.filter((it) => answer(it).verdict === 'KNOWN').map((it) => it.about);
    expect(deceived).toEqual([]);
  });
});
