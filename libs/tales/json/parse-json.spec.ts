import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from './parse-json.js';

function outcome(text: string): unknown {
  const parsed = parseJson(text);
  return 'children' in parsed ? { value: parsed.value } : 'refused';
}

function outcomeOfLanguage(text: string): unknown {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'refused';
  }
}

it('reads the same values as the language does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(outcome(text)).toEqual(outcomeOfLanguage(text));
    }),
  );
});

it('refuses what the language refuses, wherever a text is damaged', () => {
  const damage = fc.constantFrom(
    '',
    '"',
    ',',
    ':',
    '{',
    ']',
    '\\',
    '0',
    '.',
    'e',
    '\n',
    '\u0001',
    'x',
    '//',
    "'",
    '\u00a0',
  );
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 3 }),
      damage,
      fc.nat(),
      fc.nat({ max: 2 }),
      (json, inserted, where, cut) => {
        const at = where % (json.length + 1);
        const text = json.slice(0, at) + inserted + json.slice(at + cut);
        const expected = outcomeOfLanguage(text);
        const actual = outcome(text);
        const faults = parseJson(text);
        const onlyDuplicates = !('children' in faults) && faults.every((it) => it.code === 'DUPLICATE_KEY');
        if (!onlyDuplicates) expect(actual).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

describe('the place of a fault', () => {
  it.each([
    ['{"a": 1,}', 8, 'A key in double quotes'],
    ['{"a": 1 "b": 2}', 8, '`,` or `}`'],
    ["{'a': 1}", 1, 'A key in double quotes'],
    ['[1, nope]', 4, '`nope` is no JSON value'],
    ['[01]', 1, '`01` is no JSON value'],
    ['{"a": "b', 6, 'closing quote'],
    ['{} {}', 3, 'Nothing may follow'],
    ['["a\nb"]', 1, 'control character'],
    ['', 0, 'A value is expected'],
  ])('of %j is at offset %i', (text, offset, reason) => {
    expect(parseJson(text)).toEqual([{ code: 'SYNTAX', offset, reason: expect.stringContaining(reason) }]);
  });

  it('is the second of two equal keys', () => {
    expect(parseJson('{"a": 1, "b": 2, "a": 3}')).toEqual([
      { code: 'DUPLICATE_KEY', offset: 17, reason: expect.stringContaining('`a`') },
    ]);
  });
});

it('stops at 100 levels instead of exhausting the stack', () => {
  expect(outcome(`${'['.repeat(100)}1${']'.repeat(100)}`)).not.toBe('refused');
  expect(parseJson('['.repeat(1_000_000))).toEqual([
    { code: 'SYNTAX', offset: 101, reason: expect.stringContaining('100 levels') },
  ]);
});

it('keeps a key named __proto__ a key', () => {
  const parsed = parseJson('{"__proto__": {"a": 1}}');
  expect('children' in parsed && Object.keys(parsed.value as object)).toEqual(['__proto__']);
});
