import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Signature } from '../incident/index.js';
import { compileSignature } from './compile-signature.js';
import { SignatureIndex } from './signature-index.js';

const signature = (pattern: string, id = 'it'): Signature => ({
  id,
  event: id,
  vendor: 'Acme',
  pattern,
  example: 'unused',
  counterExample: 'unused',
});
const linesOf = (...lines: string[]) => lines.map((line, index) => ({ index, line }));

describe('the signature index', () => {
  it('names the first line that a signature matches, and the signature once', () => {
    const index = new SignatureIndex();
    index.put(3, [signature('link (is )?down')]);
    const hits = index.scan(linesOf('all is well', 'link down', 'link is down'));
    expect(hits.map((it) => [it.owner, it.signature.id, it.line.index])).toEqual([[3, 'it', 1]]);
  });

  it('names all lines that it matches of those that are compared with others', () => {
    const index = new SignatureIndex();
    index.put(3, [signature('link (is )?down'), signature('.')]);
    const compared = new Set(['link down', 'link up', 'link is down']);
    const hits = index.scan(linesOf('link down', 'now link down', 'link up', 'link is down'), compared);
    expect(hits.map((it) => [...it.explains])).toEqual([['link down', 'link is down'], [...compared]]);
  });

  it('forgets the signatures of an owner that is removed or replaced', () => {
    const index = new SignatureIndex();
    index.put(1, [signature('link down'), signature('.')]);
    index.put(2, [signature('link down')]);
    index.put(2, [signature('link up')]);
    index.remove(1);
    expect(index.scan(linesOf('link down'))).toEqual([]);
    expect(index.scan(linesOf('link up')).map((it) => it.owner)).toEqual([2]);
  });

  it('finds what trying every pattern on every line finds', () => {
    const patterns = [
      'port \\d+ down',
      '(?i)OUT OF memory',
      'x',
      '(spanning tree|bpdu) seen',
      '^kernel',
      'a{2,3}b',
    ];
    const part = fc.constantFrom(
      'port 7 down',
      'Out of Memory',
      'x',
      'bpdu seen',
      'spanning tree seen',
      'kernel',
      'aab',
      ' ',
      'tree',
    );
    const index = new SignatureIndex();
    patterns.forEach((pattern, owner) => index.put(owner, [signature(pattern)]));
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 4 }), { maxLength: 4 }), (parts) => {
        const lines = parts.map((it) => it.join(''));
        const expected = patterns.flatMap((pattern, owner) => {
          const at = lines.findIndex(compileSignature(pattern));
          return at < 0 ? [] : [[owner, at]];
        });
        const found = index.scan(linesOf(...lines)).map((it) => [it.owner, it.line.index]);
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe('compiling a signature', () => {
  it.each(['(', 'a**', '(?=ahead)', '(a)\\1', '(\\pL{1000}){9}'])('refuses %s with a reason', (pattern) => {
    expect(() => compileSignature(pattern)).toThrow(expect.objectContaining({ code: 'SIGNATURE_INVALID' }));
  });

  it('takes patterns that make backtracking engines hang', () => {
    expect(compileSignature('(a+)+$')(`${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
