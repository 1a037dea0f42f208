import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogueFiles, readCatalogue } from '../tales/index.js';
import { emptyReports, largeReports } from '../../test/support/hostile-reports.js';
import { fixtures, incident, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

const knowledge = createKnowledge(
  fixtures.map((record) => ({ record })),
  1,
);
const symptom = 'A terminal session freezes when a command prints much output.';
const giant = 'swp3: dropped giant frame, length 1522';
const megabyte = 1_000_000;

const root = new URL('../../', import.meta.url);
const tales = readCatalogue(
  catalogueFiles.map(({ path }) => ({ name: path, content: readFileSync(new URL(path, root)) })),
);
const knownTales = createKnowledge(
  tales.map((record) => ({ record })),
  1,
);
/** All that a tale tells, as somebody would paste it. */
const wholeText = ({ title, narrative, symptoms, rootCause, logExcerpts }: (typeof tales)[number]) =>
  [
    title,
    ...symptoms.map((it) => it.statement),
    narrative,
    rootCause?.statement,
    rootCause?.mechanism,
    ...logExcerpts,
  ].join('\n');

describe('an observation that says nothing', () => {
  it.each(Object.entries(emptyReports))('%s is unknown, to a few incidents and to the tales', (_, report) => {
    for (const known of [knowledge, knownTales]) {
      expect(match(known, report)).toMatchObject({ verdict: 'UNKNOWN' });
    }
  });

  it.each(Object.entries(largeReports))('%s is unknown as well', (_, report) => {
    expect(match(knownTales, report).verdict).toBe('UNKNOWN');
  });

  it('in another language is unknown, unless it names what an incident is about', () => {
    const german = 'Seit heute Morgen antwortet die Anwendung nicht mehr, und niemand weiß, warum.';
    expect(match(knownTales, observation(german)).verdict).toBe('UNKNOWN');
  });
});

describe('an observation that says too much', () => {
  it.each(tales.map((it) => [it.slug, it] as const))('the whole text of %s is that tale', (slug, tale) => {
    const { verdict, matches } = match(knownTales, observation(wholeText(tale)));
    expect([verdict, matches[0]?.slug]).toEqual(['KNOWN', slug]);
  });

  it('quoting two tales is answered with both before all others', () => {
    for (const [at, one] of tales.entries()) {
      const other = tales[(at + 1) % tales.length]!;
      const quoted = [...one.symptoms, ...other.symptoms].map((it) => it.statement).join('\n');
      const { matches } = match(knownTales, observation(quoted));
      expect(
        matches
          .slice(0, 2)
          .map((it) => it.slug)
          .sort(),
      ).toEqual([one.slug, other.slug].sort());
    }
  });
});

describe('an observation that is hard to read', () => {
  it.each<[string, string]>([
    ['a megabyte of words', `${symptom} ${'lorem-ipsum dolor.sit '.repeat(megabyte / 22)}`],
    ['a megabyte without a space', `${symptom} ${'x'.repeat(megabyte)}`],
    ['a megabyte of joined words', `${symptom} ${'a-'.repeat(megabyte / 2)}`],
    ['a megabyte of hexadecimal digits', `${symptom} ${'0a1b'.repeat(megabyte / 4)}`],
    ['a megabyte of line breaks', `${symptom}${'\n'.repeat(megabyte)}`],
    ['a megabyte of control characters', `${symptom} ${'\u0000\u001b[0m'.repeat(megabyte / 5)}`],
    ['a megabyte of emoji', `${symptom} ${'🔥'.repeat(megabyte / 2)}`],
    ['unpaired surrogates', `${symptom} ${'\ud83d'.repeat(1_000)}`],
    ['right-to-left text', `${symptom} ${'\u202eשלום '.repeat(1_000)}`],
  ])('%s is answered by what its beginning says', (_, text) => {
    expect(match(knowledge, observation(text)).matches[0]).toMatchObject({ slug: 'oversized-frames' });
  });

  it('finds the one line among ten thousand', () => {
    const logLines = Array.from(
      { length: 10_000 },
      (_, at) => `Mar  4 17:20:31 leaf kernel: event ${at} is harmless`,
    );
    logLines[9_999] = giant;
    expect(match(knowledge, observation('', { logLines })).matches[0]?.evidence[0]).toMatchObject({
      lineIndex: 9_999,
    });
  });

  it('reads the beginning of a line of 100,000 characters, and repeats little of it', () => {
    const logLines = [`${giant} ${'z'.repeat(100_000)}`];
    const [evidence] = match(knowledge, observation('', { logLines })).matches[0]!.evidence;
    expect(evidence?.kind === 'signature' && evidence.line.length).toBe(500);
  });

  it('is not held up by patterns that make backtracking engines hang', () => {
    const evil = createKnowledge(
      ['(a+)+$', '(a|aa)+b', '(.*)*x', '([a-z]+)*[0-9]'].map((pattern, at) => ({
        record: incident(`evil-${at}`, {
          signatures: [
            { id: 'it', event: 'it', vendor: 'Acme', pattern, example: 'unused', counterExample: 'unused' },
          ],
        }),
      })),
      1,
    );
    const logLines = Array.from({ length: 300 }, () => `${'a'.repeat(3_000)}!`);
    expect(match(evil, observation('', { logLines })).matches).toEqual([]);
  });
});
