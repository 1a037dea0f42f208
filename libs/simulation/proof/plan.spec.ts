import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findScenario } from '../catalogue.js';
import { example } from '../example-scenario.js';
import { parseArm, parseSeeds, writeSeeds } from './plan.js';

describe('what a proof is asked to cover', () => {
  it('is read from a range of seeds or a single one', () => {
    expect([parseSeeds('0..99'), parseSeeds(' 7 ')]).toEqual([
      { from: 0, to: 99 },
      { from: 7, to: 7 },
    ]);
    expect(parseArm('look-alike')).toBe('look-alike');
  });

  it('is written as it is read', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(9_999), (from, more) => {
        expect(parseSeeds(writeSeeds({ from, to: from + more }))).toEqual({ from, to: from + more });
      }),
    );
  });

  it.each(['', 'x', '1..', '..9', '9..1', '-1..3', '1.5', '0..4294967296', '0..10000', '1e3', 'NaN'])(
    'is refused for the seeds `%s`',
    (text) => {
      expect(() => parseSeeds(text)).toThrow(expect.objectContaining({ code: 'SEEDS_INVALID' }));
    },
  );

  it.each(['', 'faults', 'toString', 'wrong fix'])('is refused for the arm `%s`', (text) => {
    expect(() => parseArm(text)).toThrow(expect.objectContaining({ code: 'ARM_UNKNOWN' }));
  });

  it('is refused for a scenario that does not exist, with those that do', () => {
    expect(findScenario('example', [example])).toBe(example);
    expect(() => findScenario('__proto__', [example])).toThrow(
      expect.objectContaining({ code: 'SCENARIO_NOT_FOUND', remedy: 'Choose one of example.' }),
    );
  });
});
