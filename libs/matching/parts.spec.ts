import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonPart, listParts, numbersPart, PartReader } from './parts.js';

describe('a part', () => {
  it('gives back any value that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(new PartReader([jsonPart(value)]).json()).toEqual(plain);
      }),
    );
  });

  it('gives back the entries of a list, however long', () => {
    for (const length of [0, 1, 63, 64, 65, 1_000]) {
      const entries = Array.from({ length }, (_, at) => ({ at }));
      expect([...new PartReader(listParts(entries)).list()]).toEqual(entries);
    }
  });

  it('gives back numbers as they were when it was made, wherever its bytes lie', () => {
    const numbers = Int32Array.of(0, 1, -2, 3).subarray(1);
    const part = numbersPart(numbers);
    numbers.fill(7);
    const moved = Buffer.concat([Buffer.of(0), part]).subarray(1);
    expect([...new PartReader([moved]).numbers(Int32Array)]).toEqual([1, -2, 3]);
  });

  it('is missed when more is read than was written', () => {
    const parts = new PartReader([jsonPart(1)]);
    parts.json();
    expect(() => parts.json()).toThrow('A part is missing.');
  });
});
