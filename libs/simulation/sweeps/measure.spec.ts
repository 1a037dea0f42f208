import { describe, expect, it } from '@jest/globals';
import { example } from '../example-scenario.js';
import type { Sweep } from '../scenario.js';
import { joinPoints, measurePoint, measureSweep, placesOf } from './measure.js';

const noisy: Sweep = {
  id: 'noise',
  title: 'Noise',
  x: { label: 'Level', unit: 'dB' },
  y: { label: 'Deviation', unit: 'V' },
  series: [
    { label: 'once', xs: [1, 2], seeds: 1, measure: (x) => x * 10 },
    { label: 'often', xs: [5], seeds: 4, measure: (x, seed) => x + seed },
  ],
};

describe('a sweep', () => {
  it('is the mean over the seeds at each value, with the least and the most', () => {
    expect(measureSweep(noisy).series).toEqual([
      {
        label: 'once',
        points: [
          { x: 1, y: 10, min: 10, max: 10 },
          { x: 2, y: 20, min: 20, max: 20 },
        ],
      },
      { label: 'often', points: [{ x: 5, y: 6.5, min: 5, max: 8 }] },
    ]);
  });

  it('is the same when its points are measured elsewhere, in another order', () => {
    const places = placesOf(noisy);
    const backwards = places.toReversed().map((place) => measurePoint(noisy, place));
    expect(joinPoints(noisy, backwards.toReversed())).toEqual(measureSweep(noisy));
  });

  it('of the example shows that a disk of twice the size takes twice the time to fill up', () => {
    const [sweep] = example.sweeps;
    const [first, second, third] = measureSweep(sweep!).series[0]!.points;
    expect(second!.y / first!.y).toBeGreaterThan(1.8);
    expect(third!.y / second!.y).toBeCloseTo(2, 0);
  });
});
