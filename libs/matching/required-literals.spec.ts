import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileSignature } from './compile-signature.js';
import { requiredLiterals } from './required-literals.js';

describe('the literals that a pattern requires', () => {
  it.each([
    ['%SPANTREE-\\d-BLOCK_BPDUGUARD: Received', ['-block_bpduguard: received']],
    ['Removing base file: \\S+/_base/[0-9a-f]+', ['removing base file: ']],
    ['(?i)(bpdu guard|bpduguard)', ['bpdu guard', 'bpduguard']],
    ['a\\.b\\.c\\.d', ['a.b.c.d']],
    ['colou?r of (?:memory)+', ['memory']],
    ['(?P<what>watermark) set', ['watermark']],
    ['(ab|memory)', undefined],
    ['(optional)?', undefined],
    ['[abcdef]{20}', undefined],
    ['\\Qa+b\\E', undefined],
    ['\\x41\\x42CD', undefined],
    ['', undefined],
  ])('%s are %j', (pattern, literals) => {
    expect(requiredLiterals(pattern)).toEqual(literals);
  });

  it('are held by every line that matches, for any pattern that compiles', () => {
    const piece = fc.constantFrom(
      'warn',
      'err',
      'port',
      ' ',
      '\\d+',
      '.*',
      '(down|link up)',
      '(?:gone)?',
      '[a-z]',
      'x{0,2}',
      'y+',
      '\\b',
      '|',
      '(?i)',
      '\\.',
      '(lost)+',
    );
    const line = fc.array(
      fc.constantFrom(
        'warn',
        'WARN',
        'err',
        'port',
        'port',
        ' ',
        '7',
        'down',
        'link up',
        'gone',
        'a',
        'x',
        'y',
        '.',
        'lost',
      ),
      { maxLength: 8 },
    );
    let matches = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), line, (pieces, parts) => {
        const pattern = pieces.join('');
        const text = parts.join('');
        const literals = requiredLiterals(pattern);
        if (!literals || !compileSignature(pattern)(text)) return;
        matches += 1;
        expect(literals.some((literal) => text.toLowerCase().includes(literal))).toBe(true);
      }),
      { numRuns: 5_000, seed: 20 },
    );
    expect(matches).toBeGreaterThan(50);
  });
});
