import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seal, unseal } from './seal.js';

const part = fc.uint8Array({ maxLength: 40 });
const parts = fc.array(part, { maxLength: 6 });
const sealed = (them: Iterable<Uint8Array>) => Buffer.concat([...seal(them)]);
const plain = (them: Iterable<Uint8Array>) => Array.from(them, (it) => Buffer.from(it).toString('hex'));

describe('a seal', () => {
  it('gives back the parts that were sealed, empty ones too', () => {
    fc.assert(
      fc.property(parts, (them) => {
        expect(plain(unseal(sealed(them)))).toEqual(plain(them));
      }),
    );
  });

  it('gives back parts of several megabytes, wherever in memory their bytes lie', () => {
    const large = [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20].map((length) =>
      Buffer.alloc(length, 'seven by'),
    );
    const moved = Buffer.concat([Buffer.of(0), sealed(large)]).subarray(1);
    expect(unseal(moved).map((it, at) => Buffer.compare(it, large[at]!))).toEqual([0, 0, 0, 0]);
  });

  it('is broken by any change of a byte', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 255 }), (them, at, change) => {
        const bytes = sealed(them);
        bytes[at % bytes.length]! ^= change;
        expect(() => unseal(bytes)).toThrow('The seal is broken');
      }),
      { numRuns: 500 },
    );
  });

  it('is broken by what is cut off, or added', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 12 }), (them, length, more) => {
        const bytes = sealed(them);
        expect(() => unseal(bytes.subarray(0, length % bytes.length))).toThrow('The seal is broken');
        expect(() => unseal(Buffer.concat([bytes, more]))).toThrow('The seal is broken');
      }),
    );
  });
});
