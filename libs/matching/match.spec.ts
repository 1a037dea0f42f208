import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Match, MatchedWord } from '../report/index.js';
import { fixtures, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

const knowledge = createKnowledge(
  fixtures.map((record) => ({ record })),
  1,
);
const firstOf = (...asked: Parameters<typeof observation>): Match =>
  match(knowledge, observation(...asked)).matches[0]!;

describe('a match', () => {
  it('names the symptom that fits, with the words as they stand in the report', () => {
    const text = 'Our TERMINAL session: freezes, whenever commands print much.';
    const [evidence] = firstOf(text).evidence;
    expect(evidence).toMatchObject({ kind: 'symptom', symptomId: 'session-freezes' });
    const words = evidence?.kind === 'symptom' ? evidence.words : [];
    expect(words.map((it) => it.word)).toEqual(['TERMINAL', 'session', 'freezes', 'commands', 'print']);
    expect(words.map((it) => text.slice(it.start, it.end))).toEqual(words.map((it) => it.word));
  });

  it('names the signature and the line that it hit, once an event, and puts it first', () => {
    const found = firstOf('sessions freeze', {
      logLines: ['all well', 'Giants DISCARDED on Eth7', 'swp3: dropped giant frame, length 1522'],
    });
    expect(found.evidence[0]).toEqual({
      kind: 'signature',
      signatureId: 'giants-elsewhere',
      event: 'oversized-frame-dropped',
      vendor: 'Umbrella',
      lineIndex: 1,
      line: 'Giants DISCARDED on Eth7',
    });
    expect(found.evidence.filter((it) => it.kind === 'signature')).toHaveLength(1);
  });

  it('finds a log line that was pasted into the text', () => {
    const text =
      'This is what we see:\nMar  4 17:20:31 leaf kernel: swp3: dropped giant frame, length 1522\nHelp!';
    const signature = firstOf(text).evidence.find((it) => it.kind === 'signature');
    expect(signature).toMatchObject({ lineIndex: -1, signatureId: 'giants' });
  });

  it('finds an incident by its signature alone, without one word in common', () => {
    const found = match(knowledge, observation('', { logLines: ['giant discarded on Gi1/0/1'] }));
    expect(found.matches).toMatchObject([{ slug: 'oversized-frames' }]);
  });

  it('names facts, component and release that agree', () => {
    const found = firstOf('session freezes', {
      facts: [{ name: 'ping payload without reply', value: 1470, unit: 'bytes' }],
      component: 'Switch',
      release: 'essex',
    });
    expect(found.evidence).toEqual(
      expect.arrayContaining([
        {
          kind: 'fact',
          name: 'ping payload without reply',
          stated: '1470 bytes',
          expected: '1469 to 1472 bytes',
        },
        { kind: 'component', component: 'switch' },
        { kind: 'release', release: 'Essex' },
      ]),
    );
  });

  it('names what speaks against it, and is less sure for it', () => {
    const text = 'A terminal session freezes when a command prints much output.';
    const excluded = firstOf(`${text} New terminal sessions cannot be opened either.`);
    expect(excluded.contradictions).toMatchObject([{ kind: 'exclusion', exclusionId: 'new-sessions-hang' }]);
    const measured = firstOf(text, {
      facts: [{ name: 'ping payload without reply', value: 900, unit: 'bytes' }],
    });
    expect(measured.contradictions).toMatchObject([{ kind: 'fact', stated: '900 bytes' }]);
    expect(Math.max(excluded.confidence, measured.confidence)).toBeLessThan(firstOf(text).confidence);
  });

  it('does not come back once it was rejected', () => {
    const asked = observation('sessions freeze', { logLines: ['giant discarded on Gi1/0/1'] });
    const rejected = new Set(['oversized-frames']);
    expect(match(knowledge, asked, { rejected }).matches.map((it) => it.slug)).not.toContain(
      'oversized-frames',
    );
  });

  it('is one of as many as were asked for', () => {
    const asked = observation('session, broker and instance');
    expect(match(knowledge, asked).matches.length).toBe(3);
    expect(match(knowledge, asked, { limit: 2 }).matches).toHaveLength(2);
  });
});

describe('an observation that says nothing', () => {
  it.each(['', '   ', 'the and of to', '7 42', '🔥🔥', '\u0000\u0000', 'сеть недоступна', '网络断开'])(
    '%j is unknown',
    (text) => {
      expect(match(knowledge, observation(text))).toMatchObject({ verdict: 'UNKNOWN', matches: [] });
    },
  );
});

describe('every answer', () => {
  const vocabulary = fc.constantFrom(
    'terminal',
    'session',
    'freezes',
    'broker',
    '_base',
    'backing-file',
    'console.log',
    '5 GB',
    'never',
    'but',
    '\n',
    '. ',
    '🔥',
    'ＭＴＵ',
    'Mar  4 17:20:31 leaf swp1: dropped giant frame, length 9',
    'שלום',
    '\u0000',
    'nova-compute',
  );
  const text = fc.oneof(
    fc.array(vocabulary, { maxLength: 25 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary', maxLength: 120 }),
  );
  const asked = fc
    .tuple(text, fc.array(text, { maxLength: 3 }))
    .map(([words, logLines]) => observation(words, { logLines }));

  it('is the same for the same question, is ordered, and slices every word out of the text', () => {
    fc.assert(
      fc.property(asked, (it) => {
        const answer = match(knowledge, it);
        expect(match(knowledge, it)).toEqual(answer);
        for (const { evidence, contradictions, confidence } of answer.matches) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(evidence.length).toBeGreaterThan(0);
          for (const { word, start, end } of [...evidence, ...contradictions].flatMap(wordsIn)) {
            expect(it.text.slice(start, end)).toBe(word);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function wordsIn(item: object): readonly MatchedWord[] {
  return 'words' in item ? (item.words as readonly MatchedWord[]) : [];
}
