import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSimulationThreads, type SimulationThreads } from '../../libs/runtime/index.js';
import { exampleClaim, proofOf } from '../../libs/simulation/proof/testing.js';
import { arms, type ProofPlan } from '../../libs/simulation/index.js';
import { scenarios } from '../support/canary-scenarios.js';
import { compiled } from '../support/dist.js';

const [example, hungry] = scenarios as [(typeof scenarios)[0], (typeof scenarios)[0]];
const plan: ProofPlan = { seeds: { from: 0, to: 4 }, arms };

describe('a proof on several threads', () => {
  let threads: SimulationThreads;

  beforeAll(async () => {
    const catalogue = await compiled('test/support/canary-scenarios.js');
    threads = openSimulationThreads({ count: 2, catalogue, heapMaxMb: 24 });
  });
  afterAll(() => threads.close());

  it('is the same as on one', async () => {
    expect(await threads.prove(example, exampleClaim, plan)).toEqual(proofOf(example, plan));
  });

  it('tells how far it has come, while its own thread goes on with other things', async () => {
    const steps: number[] = [];
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    await threads.prove(
      example,
      exampleClaim,
      { ...plan, seeds: { from: 0, to: 99 } },
      {
        onProgress: (done) => steps.push(done),
      },
    );
    clearInterval(turning);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps.at(-1), steps.length > 10, turns > 10]).toEqual([6 * 101, true, true]);
  });

  it('fails the trial whose world needs too much memory, and plays all others', async () => {
    const { plays } = await threads.prove(hungry, exampleClaim, { ...plan, arms: ['healthy', 'fault'] });
    expect(plays.map(({ holds, seedsFailed }) => [holds, seedsFailed])).toEqual([
      [true, 0],
      [false, 1],
    ]);
    expect(plays[1]!.firstFailure).toEqual({
      seed: 2,
      failures: [{ rule: 'broke-down', message: expect.stringMatching(/memory/) }],
    });
  });

  it('ends at once when it is called off, and the threads are good for the next', async () => {
    const calling = new AbortController();
    const cancelled = threads.prove(
      example,
      exampleClaim,
      { ...plan, seeds: { from: 0, to: 9_999 } },
      {
        signal: calling.signal,
        onProgress: (done) => done > 20 && calling.abort(new Error('enough')),
      },
    );
    await expect(cancelled).rejects.toThrow('enough');
    expect((await threads.prove(example, exampleClaim, plan)).holds).toBe(true);
  });
});
