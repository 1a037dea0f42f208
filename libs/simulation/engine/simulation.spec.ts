import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Simulation, type Entry } from './simulation.js';

interface Note extends Entry {
  readonly kind: 'note';
  readonly text: string;
}

const note = (simulation: Simulation<Note>, text: string) =>
  simulation.note({ part: 'test', kind: 'note', text });

describe('a simulation', () => {
  it('lets things happen in the order of their time, and those of one moment in the order of their making', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (delays) => {
        const simulation = new Simulation<Note>({ seed: 1 });
        delays.forEach((delay, at) => simulation.after(delay, () => note(simulation, `${at}`)));
        simulation.runUntil(20);
        const expected = delays
          .map((delay, at) => ({ delay, at }))
          .sort((a, b) => a.delay - b.delay || a.at - b.at);
        expect(simulation.history.map(({ atMs, text }) => [atMs, text])).toEqual(
          expected.map(({ delay, at }) => [delay, `${at}`]),
        );
      }),
    );
  });

  it('stops at the end that was asked for, that moment included, and goes on from there', () => {
    const simulation = new Simulation<Note>({ seed: 1 });
    simulation.every(10, () => note(simulation, 'tick'));
    simulation.runUntil(30);
    expect([simulation.nowMs, simulation.history.length]).toEqual([30, 3]);
    simulation.runUntil(35);
    expect([simulation.nowMs, simulation.history.length]).toEqual([35, 3]);
  });

  it('does nothing that was called off, also from within', () => {
    const simulation = new Simulation<Note>({ seed: 1 });
    const timer = simulation.every(1, () => {
      note(simulation, 'tick');
      if (simulation.nowMs === 2) timer.cancel();
    });
    simulation.after(5, () => note(simulation, 'never')).cancel();
    simulation.runUntil(10);
    expect(simulation.history.map((it) => it.text)).toEqual(['tick', 'tick']);
  });

  it('draws the same numbers for the same seed and purpose, and others for others', () => {
    const draw = (seed: number, purpose: string) => {
      const random = new Simulation({ seed }).random(purpose);
      return [random.next(), random.next(), random.next()];
    };
    expect(draw(7, 'arrivals')).toEqual(draw(7, 'arrivals'));
    expect(draw(7, 'arrivals')).not.toEqual(draw(8, 'arrivals'));
    expect(draw(7, 'arrivals')).not.toEqual(draw(7, 'sizes'));
  });

  it('ends a world that runs in circles with a clear refusal', () => {
    const simulation = new Simulation({ seed: 1, eventsMax: 100 });
    const again = () => void simulation.after(0, again);
    again();
    expect(() => simulation.runUntil(1)).toThrow(
      expect.objectContaining({ code: 'SIMULATION_RUNS_IN_CIRCLES' }),
    );
  });

  it('refuses a delay that is no time', () => {
    const simulation = new Simulation({ seed: 1 });
    expect(() => simulation.after(Number.NaN, () => undefined)).toThrow(RangeError);
    expect(() => simulation.every(0, () => undefined)).toThrow(RangeError);
  });
});
