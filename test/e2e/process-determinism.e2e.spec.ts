import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { arms, playsOf, scenarios, traceDigest } from '../../libs/simulation/index.js';
import { killProcesses, run } from '../support/processes.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const SEED = 11;

afterEach(killProcesses);

describe('a world of a scenario', () => {
  it.each(scenarios)('leaves the same trace on ten runs, and another for another seed: $slug', (scenario) => {
    const traces = Array.from({ length: 10 }, () => traceDigest(scenario.run('fault', { seed: SEED })));
    expect(new Set(traces).size).toBe(1);
    expect(traceDigest(scenario.run('fault', { seed: SEED + 1 }))).not.toBe(traces[0]);
  });

  it('leaves the same trace in another process, and after all other worlds ran', async () => {
    const { ended, stdout, stderr } = await run('test/support/print-traces.js', {}, [String(SEED)]);
    expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
    const here = scenarios.flatMap((scenario) =>
      playsOf(scenario, arms).map(({ arm, remedy }) => [
        [scenario.slug, arm, ...(remedy === undefined ? [] : [remedy])].join(' '),
        traceDigest(scenario.run(arm, { seed: SEED, remedy })),
      ]),
    );
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(here));
    expect(here.length).toBeGreaterThanOrEqual(6 * scenarios.length);
  });
});
